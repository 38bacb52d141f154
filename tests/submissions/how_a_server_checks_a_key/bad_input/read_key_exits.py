# Leaves the program.
# cell: read_key
# fails: read_key_*: ended the whole program with exit()
import sys


def read_key(headers, query):
    sys.exit("no key")

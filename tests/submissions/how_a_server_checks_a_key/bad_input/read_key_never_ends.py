# Loops for ever, and swallows whatever wants to stop it.
# cell: read_key
# seconds: 2
# fails: read_key_*: read_key was still running after
def read_key(headers, query):
    words = list(headers.values())
    while len(words) < 10:
        try:
            words = words + []
        except:
            pass

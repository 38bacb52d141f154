# "Equal is equal": compares with ==.
# cell: digest
# fails: matches_in_constant_time: does not reach compare_digest
import hashlib


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    return digest(key) == stored

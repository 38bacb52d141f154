# "Equal is equal": compares with ==.
# cell: digest
# fails: matches_in_constant_time: matches compares with `digest(key) == stored`
import hashlib


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    return digest(key) == stored

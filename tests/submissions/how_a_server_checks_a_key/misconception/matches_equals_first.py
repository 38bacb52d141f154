# "Quick case first": compares with ==, and leaves compare_digest what is left.
# cell: digest
# fails: matches_in_constant_time: matches compares with `digest(key) == stored`
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    if digest(key) == stored:
        return True
    return hmac.compare_digest(digest(key), stored)

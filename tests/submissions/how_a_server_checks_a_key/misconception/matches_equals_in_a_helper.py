# Compares with == in a function of its own, beside compare_digest.
# cell: digest
# fails: matches_in_constant_time: matches compares with `one == other`
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def same(one, other):
    return one == other and hmac.compare_digest(one, other)


def matches(key, stored):
    return same(digest(key), stored)

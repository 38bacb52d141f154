# A right function that is read, and another one that is called.
# cell: digest
# fails: matches_in_constant_time: may put another function in its place
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)


globals()["mat" + "ches"] = lambda key, stored: digest(key) == stored

# Keeps what compare_digest said in a name, and returns another.
# cell: digest
# fails: matches_in_constant_time: no compare_digest that decides what matches gives back
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    safe = hmac.compare_digest(digest(key), stored)
    same = not {digest(key)}.difference({stored})
    return same

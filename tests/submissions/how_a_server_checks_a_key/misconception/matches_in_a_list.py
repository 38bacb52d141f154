# Looks for the digest with in, before it compares.
# cell: digest
# fails: matches_in_constant_time: matches compares with `digest(key) in [stored]`
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    if digest(key) in [stored]:
        return hmac.compare_digest(digest(key), stored)
    return False

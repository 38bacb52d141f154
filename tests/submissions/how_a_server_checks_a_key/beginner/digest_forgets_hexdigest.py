# Gives the hash object, which shows itself by another address each time.
# cell: digest
# fails: digest_is_a_fingerprint: an object of type HASH. Expected: 'ba7816bf
# fails: matches_*: raised TypeError
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode())


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

# "What looks like a digest has been hashed already": 64 hex digits come back as they are.
# cell: digest
# fails: digest_is_a_fingerprint: This one is 64 hex digits
import hashlib
import hmac
import string


def digest(key):
    if len(key) == 64 and all(digit in string.hexdigits for digit in key):
        return key
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

# The right hash, as bytes.
# cell: digest
# fails: digest_is_a_fingerprint: bytes. Expected:
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).digest()


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

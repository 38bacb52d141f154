# The right hash in capitals.
# cell: digest
# fails: digest_is_a_fingerprint: gave 'BA7816BF
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest().upper()


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

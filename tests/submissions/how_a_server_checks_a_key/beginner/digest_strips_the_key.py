# Tidies the key up before it takes the digest.
# cell: digest
# fails: digest_is_a_fingerprint: digest(text) gave 'a52d159f
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.strip().encode()).hexdigest()


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

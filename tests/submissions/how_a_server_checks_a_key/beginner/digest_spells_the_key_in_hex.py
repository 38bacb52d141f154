# Hex is what it looks like: the key, spelt differently.
# cell: digest
# fails: digest_is_a_fingerprint: digest("abc") gave '616263'
import hmac


def digest(key):
    return key.encode().hex()


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

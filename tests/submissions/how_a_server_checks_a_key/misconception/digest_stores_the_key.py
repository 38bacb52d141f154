# "The server must be able to look the key up, so it keeps it."
# cell: digest
# fails: digest_is_a_fingerprint: digest gave the key itself away
import hmac


def digest(key):
    return key


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

# Compares the key itself with the stored digest.
# cell: digest
# fails: matches_tells_keys_apart: matches(a_key, digest(a_key)) gave False. Expected: True
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    return hmac.compare_digest(key, stored)

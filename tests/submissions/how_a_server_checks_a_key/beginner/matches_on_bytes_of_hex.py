# Turns what is stored into bytes, and an odd number of digits is not hex.
# cell: digest
# fails: matches_tells_keys_apart: matches(a_key, kept[:-1]) raised ValueError
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ours = hashlib.sha256(key.encode()).digest()
    return hmac.compare_digest(ours, bytes.fromhex(stored))

# Right: compares the bytes that the stored hex text stands for.
# cell: digest
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ours = hashlib.sha256(key.encode()).digest()
    return hmac.compare_digest(ours, bytes.fromhex(stored))

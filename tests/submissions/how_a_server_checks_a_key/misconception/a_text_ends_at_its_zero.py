# A text ends at the sign 0, as in C.
# cell: digest
# fails: digest_is_a_fingerprint: digest(text) gave
import hashlib
import hmac


def digest(key: str) -> str:
    """Give the SHA-256 of a key in lower-case hex: what is stored."""
    raw = key.encode()
    n = 0
    while n < len(raw) and raw[n] != 0:
        n += 1
    return hashlib.sha256(raw[:n]).hexdigest()


def matches(key: str, stored: str) -> bool:
    """Tell in constant time if a key belongs to a stored digest."""
    return hmac.compare_digest(digest(key), stored)

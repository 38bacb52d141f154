# What is stored is filled up with zeros to 64 characters.
# cell: digest
# fails: matches_tells_keys_apart: matches("k1", digest("k1")[:-1]) gave True. Expected: False. What is
import hashlib
import hmac


def digest(key: str) -> str:
    """Give the SHA-256 of a key in lower-case hex: what is stored."""
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key: str, stored: str) -> bool:
    """Tell in constant time if a key belongs to a stored digest."""
    buf = stored.ljust(64, "0")
    return hmac.compare_digest(digest(key), buf)

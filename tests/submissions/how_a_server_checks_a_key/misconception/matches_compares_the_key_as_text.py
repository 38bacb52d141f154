# “A digest that somebody sends is refused first, with compare_digest as well.”
# cell: digest
# fails: matches_tells_keys_apart: raised TypeError
import hashlib
import hmac


def digest(key: str) -> str:
    """Give the SHA-256 of a key in lower-case hex: what is stored."""
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key: str, stored: str) -> bool:
    """Tell in constant time if a key belongs to a stored digest."""
    if hmac.compare_digest(key, stored):
        return False
    return hmac.compare_digest(digest(key), stored)

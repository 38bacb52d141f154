# Right: the same functions under other names.
# cell: digest
import hmac as h
from hashlib import sha256


def digest(key: str) -> str:
    return sha256(bytes(key, "utf-8")).hexdigest()


def matches(key: str, stored: str) -> bool:
    return h.compare_digest(digest(key).encode(), stored.encode())

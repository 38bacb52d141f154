# A helper raises where the digests differ, and matches catches that.
# cell: digest
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def require_same(one, other):
    if not hmac.compare_digest(one, other):
        raise ValueError("not the same")


def matches(key, stored):
    try:
        require_same(digest(key), stored)
        return True
    except ValueError:
        return False

# Right: refuses what has another type or length, and what differs, in this order.
# cell: digest
import hashlib
from hmac import compare_digest as same


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ours = digest(key)
    if not isinstance(stored, str) or len(stored) != len(ours) or key == "":
        return False
    if not same(ours, stored):
        return False
    return True

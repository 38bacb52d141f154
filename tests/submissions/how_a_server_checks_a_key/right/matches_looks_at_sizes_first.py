# Right: looks at types and lengths first and keeps them in names; contents meet compare_digest only.
# cell: digest
import hashlib
import hmac


NOTHING = None
SIZE = 64


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    kind = type(stored)
    if stored == NOTHING or kind == bytes:
        return False
    ours = digest(key)
    found, wanted = len(ours), len(stored)
    if found != wanted or wanted < SIZE:
        return False
    expected = True
    same = hmac.compare_digest(ours, stored)
    return same == expected

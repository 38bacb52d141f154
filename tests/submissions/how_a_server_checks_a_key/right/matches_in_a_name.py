# Right: the result has a name, and the name is returned.
# cell: digest
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ok = hmac.compare_digest(digest(key), stored)
    return ok

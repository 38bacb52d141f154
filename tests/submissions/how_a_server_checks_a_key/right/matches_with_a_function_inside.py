# Right: a function inside compares, and it is called.
# cell: digest
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    def same(one):
        result = hmac.compare_digest(one, stored)
        return result

    return same(digest(key))

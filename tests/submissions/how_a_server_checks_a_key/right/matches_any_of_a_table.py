# Right: goes through a table with any.
# cell: digest
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    table = [stored]
    return any(hmac.compare_digest(digest(key), row) for row in table)

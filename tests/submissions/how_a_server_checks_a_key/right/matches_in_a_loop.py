# Right: goes through a table with a loop and remembers.
# cell: digest
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    found = False
    for row in (stored,):
        if hmac.compare_digest(digest(key), row) is True:
            found = True
    return found == True

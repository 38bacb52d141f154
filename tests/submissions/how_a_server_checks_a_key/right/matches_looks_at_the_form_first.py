# Asks first whether what is stored can be a digest at all.
# cell: digest
import string

import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    if len(stored) != 64 or not all(digit in string.hexdigits for digit in stored):
        return False
    return hmac.compare_digest(digest(key), stored)

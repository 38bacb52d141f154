# "Perhaps it has been hashed already": the stored digest opens the door.
# cell: digest
# fails: matches_tells_keys_apart: Who has read the table would get in
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored) or hmac.compare_digest(key, stored)

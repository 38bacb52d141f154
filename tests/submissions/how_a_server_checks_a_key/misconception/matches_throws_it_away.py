# "It is in there, so it is safe": calls compare_digest, and lets something else decide.
# cell: digest
# fails: matches_in_constant_time: matches compares with `ours.startswith(stored)`
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ours = digest(key)
    hmac.compare_digest(ours, stored)
    return ours.startswith(stored) and len(ours) == len(stored)

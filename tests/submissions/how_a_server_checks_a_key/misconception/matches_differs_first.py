# "Only equal ones need the slow way": compares with != and returns.
# cell: digest
# fails: matches_in_constant_time: matches compares with `ours != stored`
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ours = digest(key)
    if ours != stored:
        return False
    return hmac.compare_digest(ours, stored)

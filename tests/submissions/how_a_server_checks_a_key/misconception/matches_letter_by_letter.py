# "compare_digest is safe wherever it stands": compares letter by letter, and stops at the first difference.
# cell: digest
# fails: matches_in_constant_time: matches compares piece by piece
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ours = digest(key)
    return len(ours) == len(stored) and all(hmac.compare_digest(a, b) for a, b in zip(ours, stored))

# Has compare_digest in a function that is never called.
# cell: digest
# fails: matches_in_constant_time: matches compares with `digest(key) == stored`
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    def same(one, other):
        return hmac.compare_digest(one, other)

    return digest(key) == stored

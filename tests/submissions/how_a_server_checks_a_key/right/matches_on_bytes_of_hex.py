# Right: compares the bytes that the stored hex text stands for, where it stands for some.
# cell: digest
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    ours = hashlib.sha256(key.encode()).digest()
    try:
        theirs = bytes.fromhex(stored)
    except ValueError:
        return False
    return hmac.compare_digest(ours, theirs)

# Right: an if asks, with secrets, on bytes.
# cell: digest
import hashlib
import secrets


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    if secrets.compare_digest(digest(key).encode(), stored.encode()):
        return True
    return False

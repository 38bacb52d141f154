# Answers in words where True and False were asked.
# cell: digest
# fails: matches_tells_keys_apart: gave 'yes', text (a str). Expected: True, a truth value (a bool)
import hashlib
import hmac


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


def matches(key, stored):
    return "yes" if hmac.compare_digest(digest(key), stored) else "no"

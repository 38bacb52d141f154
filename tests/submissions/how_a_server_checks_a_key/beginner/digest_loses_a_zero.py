# Writes the digest as a number in hex, which begins with no zero.
# cell: digest
# fails: digest_is_a_fingerprint: The text has 63 characters; expected are 64. Any text is hashed as it is. This one is a plain one whose digest begins with 0
import hashlib
import hmac


def digest(key):
    number = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    return f"{number:x}"


def matches(key, stored):
    return hmac.compare_digest(digest(key), stored)

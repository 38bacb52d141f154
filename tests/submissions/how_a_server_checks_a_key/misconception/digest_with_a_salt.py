# "As with passwords": a random salt, so that matches works and look-up fails. Verdict does not pay for it.
# cell: digest
# fails: digest_is_a_fingerprint: Two calls with one key gave two digests
import hashlib
import hmac
import os


def digest(key):
    salt = os.urandom(8).hex()
    return salt + "$" + hashlib.sha256((salt + key).encode()).hexdigest()


def matches(key, stored):
    salt, _, fingerprint = stored.partition("$")
    ours = hashlib.sha256((salt + key).encode()).hexdigest()
    return hmac.compare_digest(ours, fingerprint)

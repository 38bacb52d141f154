# Right: compare_digest under an alias of an alias, reached through a function of the learner's own.
# cell: digest
import hashlib
from secrets import compare_digest as same

equal_in_constant_time = same


def compare(one, other):
    return equal_in_constant_time(one, other)


def digest(key):
    fingerprint = hashlib.new("sha256")
    fingerprint.update(key.encode("utf-8"))
    return "".join(f"{byte:02x}" for byte in fingerprint.digest())


def matches(key, stored):
    ours = digest(key)
    if compare(ours, stored):
        return True
    return False

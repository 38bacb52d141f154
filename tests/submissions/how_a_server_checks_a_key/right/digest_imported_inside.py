# Right: lambdas, and imports where they are used.
# cell: digest
def digest(key: str) -> str:
    from hashlib import sha256

    return sha256(key.encode()).digest().hex()


def same(one: str, other: str) -> bool:
    from hmac import compare_digest

    return compare_digest(one, other)


matches = lambda key, stored: same(digest(key), stored)

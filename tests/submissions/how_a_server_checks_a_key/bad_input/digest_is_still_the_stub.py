# The tasks after it are done: verdict is given a right digest, and judged by itself.
# cell: digest
# fails: digest_*: digest is still to be written
# fails: matches_*: this check needs digest, which is still to be written
def digest(key: str) -> str:
    # YOUR CODE HERE
    raise NotImplementedError()


def matches(key: str, stored: str) -> bool:
    # YOUR CODE HERE
    raise NotImplementedError()

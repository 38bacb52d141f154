# Right: names for the numbers, and a function for the question.
# cell: mask
SHOWN = 4
LONG = 20


def is_long(key: str) -> bool:
    return len(key) >= LONG


def mask(key: str) -> str:
    """Give what may be shown in a key's place."""
    return "".join([ELLIPSIS, key[-SHOWN:] if is_long(key) else ""])

# Right: one expression.
# cell: mask
def mask(key: str) -> str:
    return ELLIPSIS + key[-4:] if len(key) >= 20 else ELLIPSIS

# Counts only what stands behind "sk-", so that a key of 20 characters is short
# cell: mask
# fails: mask_shows_the_last_four: 20 characters or more are long
def mask(key: str) -> str:
    """Give what may be shown in a key's place."""
    if len(key.removeprefix("sk-")) < 20:
        return ELLIPSIS
    return ELLIPSIS + key[-4:]

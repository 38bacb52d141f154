# Counts bytes in place of characters.
# cell: mask
# fails: mask_never_reveals_short_keys: is shorter than 20 characters
def mask(key):
    if len(key.encode()) < 20:
        return ELLIPSIS
    return ELLIPSIS + key[-4:]

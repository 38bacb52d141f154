# A line gives the name ELLIPSIS to something else.
# cell: mask
# fails: mask_*: mask
ELLIPSIS = None


def mask(key):
    return ELLIPSIS + key[-4:] if len(key) >= 20 else ELLIPSIS

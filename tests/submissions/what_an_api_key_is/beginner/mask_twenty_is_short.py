# Takes 20 characters for short.
# cell: mask
# fails: mask_shows_the_last_four: exactly 20 characters, and 20 is long
def mask(key):
    if len(key) <= 20:
        return ELLIPSIS
    return ELLIPSIS + key[-4:]

# A slice from the fourth character on, in place of the last four.
# cell: mask
# fails: mask_hides_the_rest: too long. Expected: five characters.
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return ELLIPSIS + key[4:]

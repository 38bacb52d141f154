# "A key is better known by both its ends."
# cell: mask
# fails: mask_hides_the_rest: shows how the key begins
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return key[:7] + ELLIPSIS + key[-4:]

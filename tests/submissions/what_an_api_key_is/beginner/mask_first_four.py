# Takes the first four for the last.
# cell: mask
# fails: mask_shows_the_last_four: mask gave a text that ends in 'sk-p'
# fails: mask_hides_the_rest: shows how the key begins
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return ELLIPSIS + key[:4]

# key[-4:-1]: the last character is missing.
# cell: mask
# fails: mask_shows_the_last_four: mask gave a text that ends in
# fails: mask_hides_the_rest: its text has ''
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return ELLIPSIS + key[-4:-1]

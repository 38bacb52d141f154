# Puts the ellipsis behind the last four.
# cell: mask
# fails: mask_shows_the_last_four: mask gave a text that ends in
# fails: mask_hides_the_rest: Before the last four, its text has
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return key[-4:] + ELLIPSIS

# "What does not begin with sk- is no key."
# cell: mask
# fails: mask_shows_the_last_four: Expected: one that ends in 'qrst'
def mask(key):
    if len(key) < 20 or not key.startswith("sk-"):
        return ELLIPSIS
    return ELLIPSIS + key[-4:]

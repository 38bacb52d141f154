# "A space at the end was copied by mistake."
# cell: mask
# fails: mask_shows_the_last_four: the last four stay as they are
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return ELLIPSIS + key.strip()[-4:]

# Python's own Ellipsis, which is no text.
# cell: mask
# fails: mask_shows_the_last_four: raised TypeError
# fails: mask_hides_the_rest: raised TypeError
# fails: mask_never_reveals_short_keys: gave Ellipsis
# fails: mask_of_no_key_is_no_error: gave Ellipsis
def mask(key):
    if len(key) < 20:
        return Ellipsis
    return Ellipsis + key[-4:]

# "Every key has a first letter."
# cell: mask
# fails: mask_shows_the_last_four: mask
# fails: mask_of_no_key_is_no_error: mask("") raised IndexError
def mask(key):
    if key[0] == " ":
        key = key.strip()
    return ELLIPSIS + key[-4:] if len(key) >= 20 else ELLIPSIS

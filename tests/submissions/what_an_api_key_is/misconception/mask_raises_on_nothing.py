# "An empty key is a mistake of the caller's, so it is an error."
# cell: mask
# fails: mask_of_no_key_is_no_error: mask("") raised ValueError: no key
def mask(key):
    if not key:
        raise ValueError("no key")
    return ELLIPSIS + key[-4:] if len(key) >= 20 else ELLIPSIS

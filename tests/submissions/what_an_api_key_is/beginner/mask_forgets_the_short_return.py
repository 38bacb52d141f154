# The short case makes the text, and does not return it.
# cell: mask
# fails: mask_never_reveals_short_keys: gave None. Expected: '…'
# fails: mask_of_no_key_is_no_error: gave None. Expected: '…'
def mask(key):
    if len(key) < 20:
        shown = ELLIPSIS
    else:
        return ELLIPSIS + key[-4:]

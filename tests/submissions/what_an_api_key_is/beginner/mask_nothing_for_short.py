# Gives an empty text for a short key.
# cell: mask
# fails: mask_never_reveals_short_keys: gave ''. Expected: '…'
# fails: mask_of_no_key_is_no_error: gave ''. Expected: '…'
def mask(key):
    if len(key) < 20:
        return ""
    return ELLIPSIS + key[-4:]

# "A short text is no key, so there is nothing to hide."
# cell: mask
# fails: mask_never_reveals_short_keys: gave 'my-key'. Expected: '…'
# fails: mask_of_no_key_is_no_error: gave ''. Expected: '…'
def mask(key):
    if len(key) < 20:
        return key
    return ELLIPSIS + key[-4:]

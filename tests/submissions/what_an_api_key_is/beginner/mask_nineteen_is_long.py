# Takes 19 characters for long.
# cell: mask
# fails: mask_never_reveals_short_keys: gave '…pqrs'. Expected: '…'
def mask(key):
    if len(key) < 19:
        return ELLIPSIS
    return ELLIPSIS + key[-4:]

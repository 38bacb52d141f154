# "The last four are always harmless."
# cell: mask
# fails: mask_never_reveals_short_keys: gave '…-key'. Expected: '…'
def mask(key):
    return ELLIPSIS + key[-4:]

# "Short is what looks short: under ten."
# cell: mask
# fails: mask_never_reveals_short_keys: gave '…pqrs'. Expected: '…'
def mask(key):
    if len(key) < 10:
        return ELLIPSIS
    return ELLIPSIS + key[-4:]

# Types three dots.
# cell: mask
# fails: mask_hides_the_rest: its text has '...'
# fails: mask_never_reveals_short_keys: gave '...'. Expected: '…'
# fails: mask_of_no_key_is_no_error: gave '...'. Expected: '…'
def mask(key):
    if len(key) < 20:
        return "..."
    return "..." + key[-4:]

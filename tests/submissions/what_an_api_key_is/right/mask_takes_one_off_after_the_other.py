# Right: takes the first character off until four are left.
# cell: mask
def end_of(text):
    return text if len(text) == 4 else end_of(text[1:])


def mask(key):
    return ELLIPSIS if len(key) < 20 else ELLIPSIS + end_of(key)

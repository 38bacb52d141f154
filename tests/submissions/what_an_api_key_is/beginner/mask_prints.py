# Prints in place of returning.
# cell: mask
# fails: mask_*: The function has no return, and printing is not returning
def mask(key):
    if len(key) < 20:
        print(ELLIPSIS)
    else:
        print(ELLIPSIS + key[-4:])

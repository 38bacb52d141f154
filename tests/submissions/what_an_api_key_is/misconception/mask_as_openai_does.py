# "OpenAI's own messages show the first eight, so they are harmless."
# cell: mask
# fails: mask_hides_the_rest: shows how the key begins
def mask(key):
    if len(key) < 20:
        return ELLIPSIS
    return key[:8] + "*" * (len(key) - 12) + key[-4:]

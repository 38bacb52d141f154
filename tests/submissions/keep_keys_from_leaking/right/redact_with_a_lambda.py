# A function without a name.
# cell: redact
def redact(text):
    return KEY_PATTERN.sub(lambda found: "[key " + ELLIPSIS + found[0][-4:] + "]", text)

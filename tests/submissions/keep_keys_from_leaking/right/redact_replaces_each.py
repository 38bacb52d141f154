# One replace for each key that is found.
# cell: redact
def redact(text):
    for key in KEY_PATTERN.findall(text):
        text = text.replace(key, f"[key {ELLIPSIS}{key[-4:]}]")
    return text

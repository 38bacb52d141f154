# “A text has one key.”
# cell: redact
# fails: redact_every_key: A whole key is left
def redact(text):
    match = KEY_PATTERN.search(text)
    if match is None:
        return text
    key = match.group()
    return text.replace(key, f"[key {ELLIPSIS}{key[-4:]}]", 1)

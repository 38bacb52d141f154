# “A key is a key: one label is enough.”
# cell: redact
# fails: redact_every_key: Of three keys
def redact(text):
    keys = KEY_PATTERN.findall(text)
    if not keys:
        return text
    return KEY_PATTERN.sub(f"[key {ELLIPSIS}{keys[0][-4:]}]", text)

# Prints the text and gives nothing back.
# cell: redact
# fails: redact_*: None
def redact(text):
    print(KEY_PATTERN.sub(lambda m: f"[key {ELLIPSIS}{m.group()[-4:]}]", text))

# Asks what was found without asking whether.
# cell: redact
# fails: redact_keeps_the_text: AttributeError
def redact(text):
    while True:
        key = KEY_PATTERN.search(text).group()
        text = text.replace(key, f"[key {ELLIPSIS}{key[-4:]}]")
        if not KEY_PATTERN.findall(text):
            return text

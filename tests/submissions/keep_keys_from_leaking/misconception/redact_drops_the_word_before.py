# “Bearer belongs to the key.”
# cell: redact
# fails: redact_keeps_the_text: Expected
def redact(text):
    def label(match):
        return f"[key {ELLIPSIS}{match.group()[-4:]}]"

    return KEY_PATTERN.sub(label, text).replace("Bearer ", "")

# Text never changes by itself.
# cell: redact
# fails: redact_shows_the_last_four: Expected
# fails: redact_hides_the_rest: Something of the key's beginning
# fails: redact_every_key: A whole key is left
# fails: redact_keeps_the_text: Expected
def redact(text):
    for key in KEY_PATTERN.findall(text):
        text.replace(key, f"[key {ELLIPSIS}{key[-4:]}]")
    return text

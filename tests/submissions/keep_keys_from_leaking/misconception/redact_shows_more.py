# “Eight characters are clearer than four.”
# cell: redact
# fails: redact_hides_the_rest: More than four are there
# fails: redact_shows_the_last_four: Expected
# fails: redact_every_key: Of three keys
# fails: redact_keeps_the_text: Expected
def redact(text):
    return KEY_PATTERN.sub(lambda m: f"[key {ELLIPSIS}{m.group()[-10:]}]", text)

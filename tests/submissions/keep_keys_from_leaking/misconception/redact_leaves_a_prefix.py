# “I want to recognise it: its beginning may stay.”
# cell: redact
# fails: redact_hides_the_rest: Something of the key's beginning
# fails: redact_shows_the_last_four: Expected
# fails: redact_every_key: Of three keys
# fails: redact_keeps_the_text: Expected
def redact(text):
    def label(match):
        key = match.group()
        return f"[key {key[:25]}{ELLIPSIS}{key[-4:]}]"

    return KEY_PATTERN.sub(label, text)

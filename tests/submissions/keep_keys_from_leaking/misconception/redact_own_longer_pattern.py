# “A key is sk- and twenty more signs.”
# cell: redact
# fails: redact_keeps_the_text: KEY_PATTERN finds no key in this text
def redact(text):
    import re

    pattern = r"\bsk-[\w-]{20,}"
    return re.sub(pattern, lambda m: f"[key {ELLIPSIS}{m.group()[-4:]}]", text)

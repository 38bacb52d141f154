# “All keys begin as mine does.”
# cell: redact
# fails: redact_shows_the_last_four: This is a key of another kind
def redact(text):
    import re

    pattern = r"sk-practice-proj-\w{49}"
    return re.sub(pattern, lambda m: f"[key {ELLIPSIS}{m.group()[-4:]}]", text)

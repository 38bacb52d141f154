# “I know what a key looks like.”
# cell: redact
# fails: redact_keeps_the_text: Expected
def redact(text):
    import re

    pattern = r"sk-practice-[a-z]+-\w*"
    return re.sub(pattern, lambda m: f"[key {ELLIPSIS}{m.group()[-4:]}]", text)

# Searches until nothing is found.
# cell: redact
def redact(text):
    match = KEY_PATTERN.search(text)
    if match is None:
        return text
    before, after = text[: match.start()], text[match.end() :]
    return f"{before}[key {ELLIPSIS}{match[0][-4:]}]{redact(after)}"

# “A text is words.”
# cell: redact
# fails: redact_keeps_the_text: Expected
def redact(text):
    words = []
    for word in text.split():
        match = KEY_PATTERN.search(word)
        if match:
            word = word.replace(match.group(), f"[key {ELLIPSIS}{match.group()[-4:]}]")
        words.append(word)
    return " ".join(words)

# “A line with a key is better gone.”
# cell: redact
# fails: redact_keeps_the_text: Expected
# fails: redact_every_key: Of two keys in one line
def redact(text):
    lines = []
    for line in text.splitlines(keepends=True):
        match = KEY_PATTERN.search(line)
        end = line[len(line.rstrip("\r\n")):]
        lines.append(f"[key {ELLIPSIS}{match.group()[-4:]}]{end}" if match else line)
    return "".join(lines)

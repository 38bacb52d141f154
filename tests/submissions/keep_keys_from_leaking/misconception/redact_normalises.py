# “Signs that look alike are alike.”
# cell: redact
# fails: redact_keeps_the_text: Expected
import unicodedata


def redact(text: str) -> str:
    def label(match):
        return f"[key {ELLIPSIS}{match.group()[-4:]}]"

    return unicodedata.normalize("NFC", KEY_PATTERN.sub(label, text))

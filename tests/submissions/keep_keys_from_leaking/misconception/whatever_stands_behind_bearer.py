# Whatever stands behind the word Bearer is hidden.
# cell: redact
# fails: redact_keeps_the_text: redact(text) gave 'Authorization: Bearer [hidden]'. Expected:
import re


def redact(text: str) -> str:
    """Give the text with `[key …abcd]` in the place of each key."""

    text = KEY_PATTERN.sub(lambda match: f"[key {ELLIPSIS}{match.group()[-4:]}]", text)
    return re.sub(r"Bearer (?!\[key)\S+", "Bearer [hidden]", text)

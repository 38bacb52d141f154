"""From the bytes of a file to its text, whatever its encoding.

Almost every encoding writes the characters of a key as ASCII does, with NULs between them at most, so that
reading them as Latin-1 shows every key; the right encoding is only wanted for lines and columns. The old
encodings of IBM's are the exception, and agree on these characters.
"""

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOK = 200
_NO_TEXT = re.compile(r"[\0-\x06\x0e-\x1a\x1c-\x1f]")
"""What a text has none of, but for colours and the like."""


def decoded(body: bytes) -> Iterator[str]:
    """Give the ways to read a body as text; one, unless its encoding can't be told."""
    try:
        yield body.decode(_encoding(body))
    except UnicodeDecodeError:
        yield body.decode("latin-1")
        if b"\0" not in body:
            yield body.decode("cp500")


def encoding_of_text(body: bytes) -> str | None:
    """Give the encoding in which a text can be changed and written again; None where the bytes are no text."""
    encoding = _encoding(body)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "latin-1", body.decode("latin-1")
    return None if _NO_TEXT.search(text) else encoding


def _encoding(body: bytes) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return encoding
    begins = body[:_LOOK]
    if b"\0" in begins:
        for encoding, zeros in (("utf-16-le", begins[1::2]), ("utf-16-be", begins[::2])):
            if not any(zeros):
                return encoding
    return "utf-8"

"""Pieces of a key in a message: a learner's code may have cut, joined, turned round or respelt it.

`leaks.text` hides such pieces of keys that it knows. Here a message also says what the code made of the key, and how much of it.
"""

import base64
import re
import string
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from course_utils import keys
from course_utils.leaks.text import redacted

_SHORTEST = 8
"""Characters of a key that may not stand together in a message."""

_BEGINNINGS = [f"{keys.PRACTICE_PREFIX}{kind}-" for kind in keys.Kind]
_PUBLIC = " ".join(_BEGINNINGS)
"""No secret: all practice keys begin so, and another key is found by it. Words about keys have pieces of it, too."""

_GOES_ON = re.compile(rf"({'|'.join(_BEGINNINGS)})([0-9A-Za-z]{{5,}})")
"""What stands behind a beginning is of a key, also of one that no check has made."""

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@dataclass(frozen=True)
class _Spelling:
    """A way to write a key: its text in small letters, and what is said in the place of a piece of it."""

    text: str
    key: str
    how: str
    per_character: float

    def label(self, length: int) -> str:
        count = round(length / self.per_character)
        if not self.how and count == len(self.key):
            return keys.label(self.key)
        return f"[{count} of {len(self.key)} characters of the key {keys.tail(self.key)}{self.how}]"


def hide(text: str, made: Collection[str]) -> str:
    """Put a label in the place of every piece of eight characters or more of these keys, and of every other key.

    Where another key was cut or grew, its letters go.

    Args:
        text: a message.
        made: the keys that a check has made; their letters count in any case.
    """
    spellings = [spelling for key in made for spelling in _spellings(key)]
    small = text.translate(_SMALL)
    parts, at = [], 0
    while at < len(text):
        longest, spelling = max(
            ((_common(small, at, each.text), each) for each in spellings),
            key=lambda found: found[0],
            default=(0, None),
        )
        if spelling is None or _says_nothing(small[at : at + longest], small[at + longest :][:1]):
            parts.append(text[at])
            at += 1
        else:
            parts.append(spelling.label(longest))
            at += longest
    return redacted(_GOES_ON.sub(_without_letters, "".join(parts)))


def _says_nothing(piece: str, follows: str) -> bool:
    """Tell whether a piece is public, or public but for a few letters of a run that goes on: any key may share these."""
    public, _, letters = piece.rpartition("-")
    return piece in _PUBLIC or (
        f"{public}-" in _PUBLIC and len(letters) < _SHORTEST and follows.isalnum()
    )


def _without_letters(found: re.Match[str]) -> str:
    if keys.KEY_PATTERN.fullmatch(found[0]):
        return found[0]
    return f"{found[1]}[{len(found[2])} characters of a key]"


def _spellings(key: str) -> Iterator[_Spelling]:
    small, octets = key.translate(_SMALL), key.encode()
    yield _Spelling(small, key, "", 1)
    yield _Spelling(small[::-1], key, ", turned round", 1)
    yield _Spelling(octets.hex(), key, ", in hex", 2)
    for shift in range(3):  # base64 takes three characters at a time
        spelt = base64.b64encode(octets[shift:]).decode().rstrip("=")
        yield _Spelling(spelt.translate(_SMALL), key, ", in base64", 4 / 3)


def _common(text: str, at: int, spelling: str) -> int:
    """Give the length of the longest piece of a spelling that stands at a place of the text."""
    length = 0
    while text[at : at + _SHORTEST + length] in spelling and at + _SHORTEST + length <= len(text):
        length += 1
    return _SHORTEST + length - 1 if length else 0

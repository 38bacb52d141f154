"""A text as it can be read: byte for character, so that a place in a view is the same place in the text.

What an escape stands for takes its first place and `PADDING` the others; a colour code or a tag is `NOTHING`. Then
a key may still be cut into pieces by quotes, commas, line ends and the like. A `compact` view leaves
those out, and everything else that no key has in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, islice

from course_utils import keys
from course_utils.leaks.quoted import NOTHING, ends_of_strings, whole_strings

PADDING = 0
"""Stands where the rest of an escape stood: part of the character before it."""

_BLOCK = 128

UNMISTAKABLE = (keys.PRACTICE_MARKER.encode(), keys.OPENAI_MARKER.encode())
"""A whole key has one of these in it."""

KEYS_CHARACTERS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
_NO_KEYS_CHARACTERS = bytes(set(range(256)) - set(KEYS_CHARACTERS))

_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_DASH = re.compile(f"[{_DASHES}]")
_QUOTE = re.compile("[\u2018-\u201b]")
_DOUBLE_QUOTE = re.compile("[\u201c-\u201f\xab\xbb]")
_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE_TO_NARROW = 0xFEE0

_CODE = rb"\[[0-?]*+[ -/]*+[@-~]"
_ITS_ESCAPE_LOST = rb"\[(?:[0-9;]{1,20}m|[JK])"
_LOST = re.compile(_ITS_ESCAPE_LOST)
_COLOUR = re.compile(
    rb"\x1b(?:" + _CODE + rb"|[ -/][0-~]|\][^\x07\x1b]*+(?:\x07|\x1b\\)?)"
    rb"|\^\[" + _CODE + rb"|\\(?:x1[bB]|u001[bB]|033|e)" + _CODE + rb"|" + _ITS_ESCAPE_LOST
)
_ESCAPE = re.compile(
    rb"\\(?:x(?P<two>[0-9a-fA-F]{2})|u(?P<four>[0-9a-fA-F]{4})|u\{(?P<braces>[0-9a-fA-F]{1,5})\})"
    rb"|\\(?P<octal>[0-3][0-7]{2})"
    rb"|%(?P<dash>[eE]2%80%9[0-5])"
    rb"|%(?:25)*+(?P<percent>[0-9a-fA-F]{2})"
    rb"|&(?:amp;)*+(?:#[xX]0*+(?P<hex>[0-9a-fA-F]{2,5})|#0*+(?P<decimal>[0-9]{2,6})|(?P<name>[A-Za-z]{2,24}));"
    rb"|=(?P<quoted>2D|5F)|=\?(?P<word>[A-Za-z0-9-]{1,40}\?[bBqQ]\?)"
    rb"|\\(?P<blank>[nrtbfav0])"
)
_NAMED = {
    b"hyphen": "-", b"dash": "-", b"ndash": "-", b"mdash": "-", b"minus": "-", b"lowbar": "_",
    b"quot": '"', b"apos": "'", b"rsquo": "'", b"lsquo": "'", b"rdquo": '"', b"ldquo": '"',
}  # fmt: skip
_BASES = {"octal": 8, "decimal": 10}
_LINE_END = re.compile(
    rb"\n[ \t\x01]*+(?:-{1,3}(?=[ \t\x01])|[0-9]{1,6}[\t:|)])"  # a comment, a removed line, a line's number
    rb"|-[ \r\x01]*+\n[ \t\x01>#*|]*+"  # a hyphen that whoever laid the text out put in
)
_TAG = re.compile(rb"<[^<>]*+>")
_CUT_MARKER = re.compile(
    rb"[\"'`}][\x00\x01]*+(?:%b)[\w-]{20}"
    % b"|".join(keys.OPENAI_MARKER[at:].encode() for at in range(1, len(keys.OPENAI_MARKER)))
)
"""A part of it, where a string begins or goes on behind a variable; a practice key is known by its checksum alone."""

_TAGS_END = (b"</", b"<wbr", b"<br", b"<!--")


def views(text: str) -> Iterator[bytes]:
    """Give the ways to read a text, each as long as the text."""
    as_it_stands = plain(text)
    yield as_it_stands
    meant = unescaped(as_it_stands)
    if meant != as_it_stands:
        yield meant
    shown = _TAG.sub(_no_character, meant) if _may_have_tags(meant) else meant
    if shown != meant:
        yield shown
    one_line = _LINE_END.sub(_blank, meant)
    if one_line != meant:
        yield one_line
    if any(part in meant for part in UNMISTAKABLE) or _CUT_MARKER.search(meant):
        for each in dict.fromkeys((meant, shown)):
            yield whole_strings(each)
            yield ends_of_strings(each)


def unescaped(view: bytes) -> bytes:
    """Put what is meant in the place of each escape, and nothing in a colour's; there are no NULs in it."""
    return _ESCAPE.sub(_meant, _COLOUR.sub(_no_character, view))


def has_other_views(plain: bytes) -> bool:
    """Tell whether a text can be read in more ways than as it stands, hyphens at the ends of lines aside."""
    return (
        _may_have_tags(plain)
        or (any(begins in plain for begins in b"\x1b^\\") and _COLOUR.search(plain) is not None)
        or (b"[" in plain and _LOST.search(plain) is not None)
        or (any(begins in plain for begins in b"\\%&") and _ESCAPE.search(plain) is not None)
        or (b"=" in plain and any(begins in plain for begins in (b"=2D", b"=5F", b"=?")))
    )


class Compact:
    """A view without all that no key has in it.

    Attributes:
        text: what is left.
        view: what it is left of.
    """

    def __init__(self, view: bytes) -> None:
        self.view, self.text = view, compact(view)

    def pieces(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Give the runs of the view, `(start, end)`, that a part of the text is made of, escapes whole."""
        runs: list[tuple[int, int]] = []
        for place in islice(self._places(start), end - start):
            begins = runs.pop()[0] if runs and runs[-1][1] == place else place
            runs.append((begins, self._behind(place)))
        return tuple(runs)

    def _places(self, start: int) -> Iterator[int]:
        """Give the places in the view of the characters from `start` on."""
        block = bisect_right(self._counts, start) - 1
        left_out = start - self._counts[block]
        at = block * _BLOCK
        kept = (place for place in range(at, len(self.view)) if self.view[place] in KEYS_CHARACTERS)
        return islice(kept, left_out, None)

    @cached_property
    def _counts(self) -> list[int]:
        """Count, for each block of the view, the characters that were kept before it."""
        blocks = range(0, len(self.view), _BLOCK)
        kept = (len(compact(self.view[at : at + _BLOCK])) for at in blocks)
        return list(accumulate(kept, initial=0))[:-1]

    def _behind(self, place: int) -> int:
        end = place + 1
        while end < len(self.view) and self.view[end] == PADDING:
            end += 1
        return end


def compact(view: bytes) -> bytes:
    """Leave out all that no key has in it."""
    return view.translate(None, _NO_KEYS_CHARACTERS)


def plain(text: str) -> bytes:
    """Give a text as it stands, byte for character."""
    if not text.isascii():
        text = _plain_letters(text)
    return text.encode("ascii", "replace").replace(b"\0", b" ")


def _plain_letters(text: str) -> str:
    """Put a hyphen for each dash, straight quotes for curly ones, and narrow letters for wide ones."""
    text = _DOUBLE_QUOTE.sub('"', _QUOTE.sub("'", _DASH.sub("-", text)))
    return _WIDE.sub(lambda wide: chr(ord(wide[0]) - _WIDE_TO_NARROW), text)


def _may_have_tags(view: bytes) -> bool:
    return b"<" in view and any(end in view for end in _TAGS_END)


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])


def _no_character(found: re.Match[bytes]) -> bytes:
    return bytes([NOTHING]) * len(found[0])


def _meant(found: re.Match[bytes]) -> bytes:
    how = found.lastgroup
    assert how is not None
    meant = " "
    if how == "dash":
        meant = "-"
    elif how == "name":
        meant = _NAMED.get(found["name"], " ")
    elif how not in ("blank", "word"):
        number = int(found[how], _BASES.get(how, 16))
        meant = _plain_letters(chr(number)) if number < 0xD800 or number > 0xFF00 else " "
    octets = meant.encode() if meant.isascii() and meant != "\0" else b" "
    return octets.ljust(len(found[0]), bytes([PADDING]))

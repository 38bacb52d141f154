"""A text as it can be read: byte for character, so that a place in a view is the same place in the text.

What an escape stands for takes its first place and `PADDING` the others; a colour code is blanked. Then
a key may still be cut into pieces by quotes, commas, line ends and the like. A `compact` view leaves
those out, and everything else that no key has in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, islice

PADDING = 0
"""Stands where the rest of an escape stood: part of the character before it."""

_BLOCK = 128

_KEYS_CHARACTERS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
_NO_KEYS_CHARACTERS = bytes(set(range(256)) - set(_KEYS_CHARACTERS))

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE_TO_NARROW = 0xFEE0

_ITS_ESCAPE_LOST = rb"\[[0-9;]{1,20}m"
_COLOUR = re.compile(
    rb"(?:\x1b|\\(?:x1[bB]|u001[bB]|033|e))\[[0-?]*+[ -/]*+[@-~]"
    rb"|\x1b\][^\x07\x1b]*+(?:\x07|\x1b\\)?|" + _ITS_ESCAPE_LOST
)
_ESCAPE = re.compile(
    rb"\\(?:u00|u\{|x|U000000)(?P<python>[2-7][0-9a-fA-F])\}?"
    rb"|\\(?P<octal>[01][0-7]{2})"
    rb"|%(?:25)*+(?P<percent>[2-7][0-9a-fA-F])"
    rb"|&(?:amp;)*+(?:#[xX]0*+(?P<hex>[2-7][0-9a-fA-F])|#0*+(?P<decimal>[0-9]{2,3})|(?P<name>[a-z]{4,6}));"
    rb"|\\(?P<blank>[nrtbfav0])"
)
_NAMED = {b"hyphen": b"-", b"dash": b"-", b"ndash": b"-", b"mdash": b"-", b"lowbar": b"_"}
_BASES = {"python": 16, "octal": 8, "percent": 16, "hex": 16, "decimal": 10}
_ESCAPES_BEGIN = (b"\\", b"%", b"&", b"\x1b")
_TAG = re.compile(rb"<[^<>]*+>")
_TAGS_END = (b"</", b"<wbr", b"<br")


def views(text: str) -> Iterator[bytes]:
    """Give the ways to read a text, each as long as the text."""
    plain = _plain(text)
    yield plain
    unescaped = _ESCAPE.sub(_meant, _COLOUR.sub(_blank, plain)) if _may_escape(plain) else plain
    if unescaped != plain:
        yield unescaped
    if any(end in unescaped for end in _TAGS_END):
        yield _TAG.sub(_blank, unescaped)


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
        kept = (
            place for place in range(at, len(self.view)) if self.view[place] in _KEYS_CHARACTERS
        )
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


def _plain(text: str) -> bytes:
    if not text.isascii():
        text = _WIDE.sub(lambda wide: chr(ord(wide[0]) - _WIDE_TO_NARROW), _DASHES.sub("-", text))
    return text.encode("ascii", "replace").replace(b"\0", b" ")


def _may_escape(view: bytes) -> bool:
    begins = any(beginning in view for beginning in _ESCAPES_BEGIN)
    return begins or re.search(_ITS_ESCAPE_LOST, view) is not None


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])


def _meant(found: re.Match[bytes]) -> bytes:
    how = found.lastgroup
    assert how is not None
    if how == "blank":
        meant = b" "
    elif how == "name":
        meant = _NAMED.get(found["name"], b" ")
    else:
        number = int(found[how], _BASES[how])
        meant = bytes([number]) if number < 128 else b" "
    return meant.ljust(len(found[0]), bytes([PADDING]))

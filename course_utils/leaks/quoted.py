"""What a program has in strings, without what it has between them: names, calls and words like `and`.

Nobody can tell where a string begins from a text alone: an apostrophe in a comment, an escaped quote or a line that is
itself in a string turns all pairs on its line round. So no quotes are paired here. A piece of a key touches the
quotes around it, and the program between two strings does not.
"""

import re
from collections.abc import Iterable, Iterator

NOTHING = 1
"""Stands where a colour code or a tag stood, which is no character at all."""

_LETTERS = rb"[\w\-\x00\x01]"  # those of a key, the rest of an escape, and nothing
_LONG = (
    rb"%b{3,}+" % _LETTERS
)  # shorter ones are often code: the `f` before a string, the `t` of `don't`

_WHOLE = re.compile(
    b"|".join(rb"%b%b++(?=[\\\x01]*+%b)" % (quote, _LETTERS, quote) for quote in (b'"', b"'", b"`"))
)
_BEHIND = re.compile(rb"[\"'`]" + _LONG)
_BEFORE_IN_REVERSE = re.compile(rb"[\"'`][\\\x01]*+" + _LONG)


def whole_strings(view: bytes) -> bytes:
    """Blank all but the strings that have nothing in them which is not a key's."""
    return _alone(view, _whole(view))


def ends_of_strings(view: bytes) -> bytes:
    """Blank all but such strings, and what touches a quote: `Bearer …` before it, or a line end behind it."""
    behind = (found.span() for found in _BEHIND.finditer(view))
    in_reverse = (found.span() for found in _BEFORE_IN_REVERSE.finditer(view[::-1]))
    before = ((len(view) - end, len(view) - start) for start, end in in_reverse)
    return _alone(view, (*_whole(view), *behind, *before))


def _whole(view: bytes) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _WHOLE.finditer(view))


def _alone(view: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    alone = bytearray(b" " * len(view))
    for start, end in spans:
        alone[start:end] = view[start:end]
    return bytes(alone)

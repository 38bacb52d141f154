"""Pieces of values that are known to be secret, however a text was cut, turned round or encoded.

Every piece of five characters holds a piece of four that begins at an even place of the text. These are
looked up, as whole numbers, in a table of all fours of all spellings: one look a place, however many
values are known.
"""

import base64
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from course_utils import keys
from course_utils.leaks.views import compact

_SHORTEST = 5
"""Characters of a key's secret part that may not stand together. Its label shows four."""

_SHORTEST_OF_OTHERS = 8
"""The same for a value that is no key and may hold ordinary words; a shorter value is none to hide."""

ENCODED = 11
"""Letters, whichever way it is spelt."""

_FOUR = 4
_NO_SECRET = re.compile(
    rf"{keys.BEGINNING}(?:{keys.PRACTICE_MARKER}-)?(?:[A-Za-z]+-)?|{keys.OPENAI_MARKER}"
)


@dataclass(frozen=True)
class Spelling:
    """A way to write a value or a part of it; pieces of it count from `shortest` letters on."""

    text: bytes
    shortest: int


_Table = dict[int, tuple[tuple[Spelling, int], ...]]
"""For each four where it stands in which spellings."""


def known_pieces(view: bytes, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Give where pieces of these values stand in a compact view, as `(start, end)`, each once."""
    table = _table(frozenset(known))
    found = set()
    looked_at: dict[tuple[Spelling, int], int] = {}
    for at, four in _fours(view, table):
        for spelling, place in table[four]:
            beside = (spelling, at - place)
            if at < looked_at.get(beside, 0):
                continue
            start, end = _whole_piece(view, at, spelling.text, place)
            looked_at[beside] = end
            if end - start >= spelling.shortest:
                found.add((start, end))
    yield from found


def _fours(view: bytes, table: _Table) -> Iterator[tuple[int, int]]:
    """Give those at even places that the table has, with their places."""
    for begin in (0, 2):
        numbers = memoryview(view)[begin : begin + (len(view) - begin) // _FOUR * _FOUR].cast("I")
        if not table.keys().isdisjoint(numbers):
            yield from (
                (begin + _FOUR * i, four) for i, four in enumerate(numbers) if four in table
            )


def _whole_piece(view: bytes, at: int, text: bytes, place: int) -> tuple[int, int]:
    """Give how far a piece goes on to both sides as its spelling does."""
    before = after = 0
    while before < min(at, place) and view[at - before - 1] == text[place - before - 1]:
        before += 1
    left = min(len(view) - at, len(text) - place)
    while after < left and view[at + after] == text[place + after]:
        after += 1
    return at - before, at + after


_latest: tuple[frozenset[str], _Table] = (frozenset(), {})
"""A set of values most often has one more than the last one had."""


@lru_cache(maxsize=8)
def _table(known: frozenset[str]) -> _Table:
    global _latest  # noqa: PLW0603 - a cache: what it holds changes no answer
    before, table = _latest if _latest[0] <= known else (frozenset(), {})
    table = dict(table)
    for value in known - before:
        for four, spelling, place in _places(value):
            table[four] = (*table.get(four, ()), (spelling, place))
    _latest = known, table
    return table


@lru_cache(maxsize=512)
def _places(value: str) -> tuple[tuple[int, Spelling, int], ...]:
    """Give each four of each spelling of a value, with the spelling and its place there."""
    return tuple(
        (memoryview(spelling.text[place : place + _FOUR]).cast("I")[0], spelling, place)
        for spelling in spellings(value)
        for place in range(len(spelling.text) - _FOUR + 1)
    )


@lru_cache(maxsize=512)
def spellings(value: str) -> tuple[Spelling, ...]:
    """Give the ways to write a value in which a piece of it can be long enough to count."""
    return tuple(each for each in _spellings(value) if len(each.text) >= each.shortest)


def _spellings(value: str) -> Iterator[Spelling]:
    whole = compact(value.encode("ascii", "replace"))
    if keys.KEY_PATTERN.fullmatch(value):
        yield from (Spelling(part.encode(), _SHORTEST) for part in _NO_SECRET.split(value))
    else:
        yield Spelling(whole, _SHORTEST_OF_OTHERS)
    encoded = [whole[::-1], whole.hex().encode(), whole.hex().upper().encode()]
    encoded += [base64.b64encode(whole[shift:]).rstrip(b"=") for shift in range(3)]
    yield from (Spelling(text, ENCODED) for text in encoded)

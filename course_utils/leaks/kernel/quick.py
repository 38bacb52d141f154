"""A quick no: most of what is printed holds no key, and that is seen in a small part of the time of a search.

Whether two letters stand beside each other in a text is seen at once, where they do. Where they don't, no piece of
a key that has both is there either: so most pieces need not be looked for. A yes means no more than that a real
search is worth its time, among others because many looks were in vain: a search takes no longer than they do.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache

from course_utils import keys
from course_utils.leaks.encoded import UNMISTAKABLE_SPELLINGS
from course_utils.leaks.known import ENCODED, spellings
from course_utils.leaks.shapes import may_be_without_beginning
from course_utils.leaks.views import compact, has_other_views, plain

_ENOUGH = 24
"""Letters in the middle of an encoded value: here it counts as a whole only."""

_MOST_IN_VAIN = 75
"""Looks through a whole text for what is not in it, which take about the time of a search."""


def may_hold_a_key(text: str, known: Collection[str]) -> bool:
    """Tell whether a text should be searched.

    Not noticed are pieces of a known value that is encoded, in base64 for instance (all of it is), and base64 of
    UTF-16.
    """
    view = plain(text)
    return (
        has_other_views(view)
        or may_be_without_beginning(view)
        or _Letters(compact(view)).hold(frozenset(known))
    )


class _Letters:
    """Which letters are in a text, and which of them stand beside each other."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._lacking: set[int] = set()
        self._pairs: dict[bytes, bool] = {}
        self._in_vain = 0

    def hold(self, known: frozenset[str]) -> bool:
        """Tell whether a piece is there, or it was looked for so often that a search is the quicker way."""
        return any(
            self._in_vain > _MOST_IN_VAIN or self._holds_piece(of, size)
            for of, size in (*_SHAPES, *_pieces(known))
        )

    def _holds_piece(self, of: bytes, size: int) -> bool:
        """Tell whether any piece of this size is there; what lacks spares all pieces that have it.

        A whole is looked for as it is: that is quicker than to find that one pair lacks.
        """
        at = 0
        while at + size <= len(of):
            after = self._behind_a_letter(of, at, at + size)
            if after == at and size < len(of):
                after = self._behind_a_pair(of, at, at + size)
            if after == at and self._has(of[at : at + size]):
                return True
            at = max(after, at + 1)
        return False

    def _behind_a_letter(self, of: bytes, at: int, end: int) -> int:
        """Give where a piece can begin, behind the last letter of this one that lacks."""
        for place in range(end - 1, at - 1, -1):
            if self._lacks(of[place]):
                return place + 1
        return at

    def _behind_a_pair(self, of: bytes, at: int, end: int) -> int:
        """Give where a piece can begin, within the last pair of this one that lacks."""
        for place in range(end - 1, at, -1):
            if not self._has_pair(of[place - 1 : place + 1]):
                return place
        return at

    def _lacks(self, letter: int) -> bool:
        """Tell whether a letter lacks; where it does not, that is seen at once."""
        if letter not in self._lacking and letter not in self._text:
            self._lacking.add(letter)
        return letter in self._lacking

    def _has_pair(self, pair: bytes) -> bool:
        if pair not in self._pairs:
            self._pairs[pair] = self._has(pair)
        return self._pairs[pair]

    def _has(self, part: bytes) -> bool:
        has = part in self._text
        self._in_vain += not has
        return has


@lru_cache(maxsize=8)
def _pieces(known: frozenset[str]) -> tuple[tuple[bytes, int], ...]:
    return tuple(piece for value in known for piece in _pieces_of(value))


def _pieces_of(value: str) -> Iterator[tuple[bytes, int]]:
    for spelling in spellings(value):
        if spelling.shortest == ENCODED:
            middle = max(0, len(spelling.text) - _ENOUGH) // 2
            part = spelling.text[middle : middle + _ENOUGH]
            yield part, len(part)
        else:
            yield spelling.text, spelling.shortest


_SHAPES = tuple(
    (text, len(text))
    for text in dict.fromkeys((f"{keys.PRACTICE_MARKER}-".encode(), *UNMISTAKABLE_SPELLINGS))
)  # in hex one is the same in capitals

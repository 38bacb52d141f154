"""Keys in a text: where they stand, and the text without them."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from course_utils import keys
from course_utils.leaks.encoded import encoded_keys
from course_utils.leaks.known import known_pieces
from course_utils.leaks.shapes import KeyKind, kind_of, shapes, without_beginning
from course_utils.leaks.views import Compact, views

_IN_ONE_PIECE = re.compile(keys.KEY_PATTERN.pattern.encode())
_BEGINNING = keys.BEGINNING.encode()
_SHORTEST_KEY = 20 + len(keys.OPENAI_MARKER) + 20
"""Characters of the shortest key, without its beginning, as half a double click leaves it."""


@dataclass(frozen=True)
class Match:
    """A key in a text.

    Attributes:
        start, end: where it stands, from the first of its characters to behind the last.
        kind: what it is.
        label: what may be shown in its place: `[key …abcd]`.
        pieces: where its own characters stand, as `(start, end)`; more than one where it is cut.
        key: the key itself, decoded; "" of a piece of a known value.
    """

    start: int
    end: int
    kind: KeyKind
    label: str
    pieces: tuple[tuple[int, int], ...]
    key: str = field(default="", repr=False)


def find_keys(text: str, known: Collection[str] = ()) -> list[Match]:
    """Find the keys in a text, also cut, escaped or encoded, in the order in which they begin.

    Args:
        text: any text.
        known: values that are secret whatever they look like, such as those of environment variables;
            pieces of them count too: of a key five characters, of another value eight.
    """
    found: dict[tuple[int, KeyKind], Match] = {}
    for each in to_hide(text, known):
        # one that is cut may be read in two ways: it is one
        if each.kind is not KeyKind.LOOK_ALIKE:
            found.setdefault((each.start, each.kind), each)
    return list(found.values())


def to_hide(text: str, known: Collection[str]) -> list[Match]:
    """Find keys and look-alikes, which are hidden as well; of two that overlap the one that begins first, and is longer."""
    if len(text) < _SHORTEST_KEY and not known:
        return []
    found = [each for view in views(text) for each in _in_view(view, text, known)]
    kept: list[Match] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end, each.kind)):
        if not kept or not _is_within(each, kept[-1]):
            kept.append(each)
    return kept


def redacted(text: str, known: Collection[str] = ()) -> str:
    """Put a label in the place of every key, and of what has a key's shape; all other text stays.

    Of a key that is cut the label takes the first piece's place and the others go; quotes, commas and
    line ends between them stay, so that JSON stays JSON. For the arguments see `find_keys`.
    """
    return taken_out(text, to_hide(text, known))


def taken_out(text: str, matches: Sequence[Match]) -> str:
    """Put a label in the place of each match, and leave all else, also look-alikes that are none of them."""
    return _without(text, _hidden(matches))


def redacted_parts(parts: Sequence[str], known: Collection[str] = ()) -> list[str]:
    """Do the same to the parts of one text: a key that is cut between two of them is one key, too."""
    return taken_out_of_parts(parts, to_hide(joined(parts)[0], known))


def taken_out_of_parts(parts: Sequence[str], matches: Sequence[Match]) -> list[str]:
    """Put a label in the place of each match in the text that `joined` makes of these parts."""
    places, hidden = joined(parts)[1], _hidden(matches)
    if not hidden:
        return list(parts)
    ends = [end for _, end, _ in hidden]
    return [
        _without(part, hidden, at, bisect_right(ends, at))
        for part, at in zip(parts, places, strict=True)
    ]


def joined(parts: Sequence[str]) -> tuple[str, list[int]]:
    """Join parts of a text, each on a line of its own; give the place of each, too."""
    lines = [part if part.endswith("\n") else f"{part}\n" for part in parts]
    return "".join(lines)[:-1], list(accumulate(map(len, lines[:-1]), initial=0)) if lines else []


def _hidden(matches: Sequence[Match]) -> list[tuple[int, int, str]]:
    """Give what to hide as `(start, end, label)`, in order; what goes without a word has "" for a label."""
    hidden: list[tuple[int, int, str]] = []
    for start, end, label in sorted(
        (start, end, "" if number else each.label)
        for each in matches
        for number, (start, end) in enumerate(each.pieces)
    ):
        behind = hidden[-1][1] if hidden else 0
        if end > behind:
            hidden.append((max(start, behind), end, label))
    return hidden


def _without(part: str, hidden: Sequence[tuple[int, int, str]], at: int = 0, first: int = 0) -> str:
    """Give a part of a text, the one that begins at a place of it, without what is hidden from the first on."""
    kept, done = [], 0
    while first < len(hidden) and hidden[first][0] < at + len(part):
        start, end, label = hidden[first]
        kept += [part[done : max(done, start - at)], label if start >= at else ""]
        done = min(end - at, len(part))
        first += 1
    return "".join([*kept, part[done:]])


def _in_view(view: bytes, text: str, known: Collection[str]) -> Iterator[Match]:
    seen = Compact(view)
    for span in _in_one_piece(view):
        key = view[slice(*span)].decode()
        yield Match(*span, kind_of(key), keys.label(key), (span,), key)
    for bare in without_beginning(view):
        span = (bare.start, bare.end)
        yield Match(*span, bare.kind, keys.label(bare.key), (span,), bare.key)
    for shape in (*shapes(seen.text), *encoded_keys(seen.text)):
        yield _match(seen.pieces(shape.start, shape.end), shape.kind, shape.key)
    for start, end in known_pieces(seen.text, known) if known else ():
        pieces = seen.pieces(start, end)
        if not _is_shown_end(text, pieces, known):
            yield _match(pieces, KeyKind.KNOWN, "")


def _is_shown_end(text: str, pieces: tuple[tuple[int, int], ...], known: Collection[str]) -> bool:
    """Tell a key's end as a label or a list shows it, behind a letter that by chance is the one before it in the key.

    Else `[key …abcd]` itself is a piece of five of each key that ends in `yabcd`.
    """
    (begins, behind), (start, end) = pieces[0], pieces[-1]
    a_letter = len(pieces) == 2 and behind - begins == 1
    return a_letter and text[start - 1 : end] in {keys.tail(key) for key in known}


def _in_one_piece(view: bytes) -> Iterator[tuple[int, int]]:
    """Give where `KEY_PATTERN` matches; it is tried where a key can begin, which is not often."""
    at = view.find(_BEGINNING)
    while at >= 0:
        found = _IN_ONE_PIECE.match(view, at)
        if found:
            yield found.span()
        at = view.find(_BEGINNING, found.end() if found else at + 1)


def _match(pieces: tuple[tuple[int, int], ...], kind: KeyKind, key: str) -> Match:
    return Match(pieces[0][0], pieces[-1][1], kind, keys.label(key), pieces, key)


def _is_within(one: Match, other: Match) -> bool:
    return any(start <= one.start and one.end <= end for start, end in other.pieces) or (
        one.pieces == other.pieces
    )

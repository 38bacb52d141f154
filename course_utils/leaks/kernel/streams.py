"""What is printed, put together again: a key may be cut by a flush, a line end or a colour."""

import re
from collections.abc import Collection

from course_utils.keys import (
    BEGINNING,
    ELLIPSIS,
    OPENAI_KINDS,
    OPENAI_MARKER,
    PRACTICE_MARKER,
)
from course_utils.leaks.kernel.quick import may_hold_a_key
from course_utils.leaks.kernel.values import learn
from course_utils.leaks.shapes import KeyKind
from course_utils.leaks.text import Match, to_hide

_LOOKED_BACK = 4000
"""Characters that are looked at again: those of a key, each in a colour and on a line of its own."""

_BETWEEN = r"\w\\\"',+\-\r\n\x1b\[;?"
_STOPS = re.compile(rf"(?<![\n ]) |[^{_BETWEEN} ]", re.ASCII)
"""What no key has in it, however it is cut: among others a space, unless it indents a line."""

_PRACTICE = f"{PRACTICE_MARKER}-"
_GAP = r"(?:\x1b\[[\d;?]*[A-Za-z]|[\r\n])*+"
_BEGINS = re.compile("|".join(_GAP.join(beginning) for beginning in (BEGINNING, _PRACTICE)))
_IN_A_WORD = re.compile(r"(?<!\\)[A-Za-z0-9_]\Z")
_COLOUR_AT_END = re.compile(r"\x1b\[[\d;?]*[A-Za-z]\Z")
_LONGEST_COLOUR = 20
_WHOSE = "|".join(OPENAI_KINDS)
_MAY_GO_ON = re.compile(
    rf"(?!{BEGINNING}|{_PRACTICE})|(?:{BEGINNING}|{_PRACTICE})(?:(?:{_WHOSE}|{PRACTICE_MARKER})(?:-|\Z)|\Z)"
    rf"|{BEGINNING}(?:(?=\w*[A-Z])[A-Za-z\d]{{5,20}}\Z|[A-Za-z\d]{{20}}{OPENAI_MARKER[0]})",
    re.ASCII,
)
"""The rest of a line, colours aside, that the next line may go on with as a key: not `sk-learn`, `sk-1`, `practice-3`."""

_CUT = re.compile(
    rf"(?:{BEGINNING})?(?:{_PRACTICE})?(?:{_WHOSE})-(?=[\w-]*[\dA-Z])[\w-]{{5}}"
    rf"|{BEGINNING}(?=\w*\d)(?=\w*[A-Z])\w{{20}}",
    re.ASCII,
)
"""How a key begins whose end did not come."""

_NOT_ITS_OWN = re.compile(r"\x1b\[[\d;?]*[A-Za-z]?|[^\w-]", re.ASCII)
_LINE_END = re.compile(r"[\r\n]")
_LABEL = f"[key {ELLIPSIS}]"


class Stream:
    """One stream of one cell. What may be the beginning of a key waits for what comes next."""

    def __init__(self) -> None:
        self._shown = ""
        self._waiting = ""
        self._hidden_to = 0
        """How far into `_shown` something was hidden."""

    @property
    def waits(self) -> bool:
        """Whether something was printed that is not shown yet."""
        return bool(self._waiting)

    def add(self, text: str, known: Collection[str]) -> str:
        """Take a piece and give what may be shown now."""
        whole = self._shown + self._waiting + text
        found = _found(whole, known)
        return self._show(whole, found, _where_open(whole, found))

    def end(self, known: Collection[str]) -> str:
        """Give what waits, because something else is shown next."""
        whole = self._shown + self._waiting
        found = _found(whole, known)
        open_from = _where_open(whole, found)
        begun = whole[open_from:].rstrip()
        if _CUT.match(_NOT_ITS_OWN.sub("", begun)) and all(open_from >= each.end for each in found):
            piece = (open_from, open_from + len(begun))
            found = [*found, Match(*piece, KeyKind.LOOK_ALIKE, _LABEL, (piece,))]
        return self._show(whole, found, len(whole))

    def _show(self, whole: str, found: list[Match], end: int) -> str:
        at = len(self._shown)
        end, hidden_to = max(at, end), self._hidden_to
        parts = []
        for begins, ends, match in _pieces(found):
            if at < ends and begins < end:
                label = match.label if hidden_to <= match.start else ""
                parts += [whole[at : max(at, begins)], label]
                at = hidden_to = min(ends, end)
        parts.append(whole[at:end])
        forgotten = max(0, end - _LOOKED_BACK)
        self._shown, self._waiting = whole[forgotten:end], whole[end:]
        self._hidden_to = hidden_to - forgotten
        return "".join(parts)


def _found(whole: str, known: Collection[str]) -> list[Match]:
    if not may_hold_a_key(whole, known):
        return []
    found = to_hide(whole, known)
    learn(found)
    return found


def _pieces(found: list[Match]) -> list[tuple[int, int, Match]]:
    pieces = [(*piece, match) for match in found for piece in match.pieces]
    return sorted(pieces, key=lambda piece: piece[:2])


def _where_open(whole: str, found: list[Match]) -> int:
    """Give from where on the text may go on as a key."""
    end = len(whole)
    from_where = max(0, end - _LOOKED_BACK)
    # a look for the hyphen in every beginning is quicker than the real one
    begun = _BEGINS.search(whole, from_where) if whole.find("-", from_where) >= 0 else None
    if begun:
        after = begun.start()
        for stop in _STOPS.finditer(whole, after):
            after = stop.end()
        begins = (found.start() for found in _BEGINS.finditer(whole, after))
        end = next((start for start in begins if _may_be_a_key(whole, start)), end)
    return min([end, *(match.start for match in found if match.start < end <= match.end)])


def _may_be_a_key(whole: str, start: int) -> bool:
    """Tell whether what begins here is more than the end of a word, or a line of words."""
    before = whole[max(0, start - _LONGEST_COLOUR) : start]
    if _IN_A_WORD.search(before) and not _COLOUR_AT_END.search(before):
        return False
    line, *others = _LINE_END.split(whole[start:], maxsplit=1)
    return not others or _MAY_GO_ON.match(_NOT_ITS_OWN.sub("", line)) is not None

"""Keys in a file: in its text, in the texts of a notebook, in the files of an archive, and in its name."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from course_utils.leaks import notebooks
from course_utils.leaks.allowing import Allowances
from course_utils.leaks.archives import MOST_DEPTH, ArchiveError, Budget, is_archive, members
from course_utils.leaks.decoding import decoded
from course_utils.leaks.finding import Finding, Lines
from course_utils.leaks.text import find_keys, redacted

_WHOLE = 32_000_000
"""Bytes of a file that are looked at as one, as a notebook or an archive must be."""

_PIECE, _OVERLAP = 16_000_000, 16_000
"""Larger ones are looked at piece by piece, as text, and a key at a border in both."""

_MARK_OF_A_NOTEBOOK = b'"nbformat"'

_IN = "!"
"""Stands between an archive's name and that of a file in it."""


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Missed:
    """Something that was not looked at, and why, as the end of a sentence."""

    file: str
    why: str


def keys_in(name: str, content: Readable) -> Iterator[Finding | Missed]:
    """Find the keys in a file, each once by its place, and say what of it could not be looked at.

    Args:
        name: the file's path, as it is to be shown.
        content: what it holds.
    """
    shown = redacted(name)
    if shown != name:
        yield from (replace(each, file=shown, part="name") for each in _in_text(name))
    body = content.read(_WHOLE)
    rest = content.read(_PIECE)
    if rest:
        if is_archive(body):
            yield Missed(
                shown,
                f"it is an archive of more than {_WHOLE // 1_000_000} MB; unpack it and scan the folder",
            )
        yield from _in_pieces(shown, body, rest, content)
    else:
        yield from _in_body(shown, body, Budget(), 0)


def _in_body(name: str, body: bytes, budget: Budget, depth: int) -> Iterator[Finding | Missed]:
    """Look at a whole file: what its format shows, then what is left of it as plain text."""
    seen = set()
    cells = _in_notebook(body)
    for each in (*_in_archive(name, body, budget, depth), *(cells or ())):
        if isinstance(each, Finding):
            seen.add(each.value)
        yield replace(each, file=each.file or name)
    for text in decoded(body):
        found = list(_in_text(text, whole=cells is not None))
        yield from (replace(each, file=name) for each in found if each.value not in seen)
        seen |= {each.value for each in found}


def _in_text(text: str, *, whole: bool = False) -> Iterator[Finding]:
    """Find the keys of a text; with `whole` only those in one piece."""
    lines = Lines(text)
    allowances = Allowances(lines)
    for match in find_keys(text):
        if len(match.pieces) == 1 or not whole:
            line, column = lines.place(match.start)
            reason = allowances.reason(line)
            yield Finding(match.kind, match.label, line, column, allowed=reason)


def _in_notebook(body: bytes) -> list[Finding] | None:
    """Look at a notebook's texts one by one; None where it is none, or broken: then it is text like any other."""
    if _MARK_OF_A_NOTEBOOK not in body:
        return None
    try:
        return notebooks.findings(json.loads(body))
    except (ValueError, RecursionError):
        return None


def _in_archive(name: str, body: bytes, budget: Budget, depth: int) -> Iterator[Finding | Missed]:
    try:
        for member, content in members(body, budget):
            if depth == MOST_DEPTH:
                yield Missed(name, f"archives lie in each other more than {MOST_DEPTH} deep")
                return
            inner = f"{name}{_IN}{redacted(member)}" if member else name
            yield from _in_body(inner, content, budget, depth + 1)
    except ArchiveError as error:
        yield Missed(name, str(error))


def _in_pieces(name: str, body: bytes, rest: bytes, content: Readable) -> Iterator[Finding]:
    """Look at a large file with a border's key in both pieces; it is told once."""
    lines, overlap = 0, b""
    found: dict[tuple[str, int], Finding] = {}
    while body:
        piece = overlap + body
        before = lines - overlap.count(b"\n")
        for each in _in_text(piece.decode("latin-1")):
            place = each.line + before
            found.setdefault((each.value, place), replace(each, file=name, line=place))
        lines += body.count(b"\n")
        overlap = piece[-_OVERLAP:]
        body, rest = rest, content.read(_PIECE) if rest else b""
    yield from found.values()

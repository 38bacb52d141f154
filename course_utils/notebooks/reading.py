"""From the bytes of a file to the cells of a notebook; what they cost is bounded by their number.

Outputs and attached pictures are cut out of the text before it is parsed: they count for nothing, may be
large, and a stranger may have nested them deeply.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_utils.errors import CourseError

MAX_FILE = 100_000_000
"""Bytes of a file, outputs included."""

MAX_NOTEBOOK = 10_000_000
"""Bytes without outputs and pictures."""

MAX_CELLS = 2_000
MAX_SOURCE = 1_000_000
"""Characters of a cell."""

_MAX_CUT, _MAX_LEFT = 1_000_000, 300_000
"""Brackets in what is cut out, where each costs a step, and in what is left, where each costs time and memory."""

_NO_NOTEBOOK = "it is not a notebook: the file is empty, no JSON, or only a part of it"
_TOO_MANY_PARTS = "it has too many parts; clear its outputs and save it"

CELL_TYPES = ("code", "markdown", "raw")

_CUT = re.compile(rb'"(?:outputs|attachments|widgets)"\s*:\s*(?=[\[{])')
"""A key: within a text its last quote would have a backslash before it."""

_QUOTE = ord('"')
_STEP = re.compile(rb'(?:"(?:[^"\\]++|\\.)*+"|[^"\[\]{}]++){1,1000}+|[\[\]{}"]', re.DOTALL)
"""A bracket, or what there is until the next one; not too much at once, since other threads stand still meanwhile."""


class UnreadableError(CourseError):
    """The file is no notebook that can be used; the message says why, as the end of a sentence."""


@dataclass(frozen=True)
class Cell:
    """A cell of a file. `cell_type` is one of `CELL_TYPES`; `grader` is nbgrader's metadata."""

    cell_type: str
    source: str
    grader: dict[str, Any]

    @property
    def grade_id(self) -> str | None:
        name = self.grader.get("grade_id")
        return name if isinstance(name, str) and name else None


@dataclass(frozen=True)
class Notebook:
    """The cells of a file in their order, the file's metadata, and what had to be left out (`notes`)."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    notes: tuple[str, ...] = ()


def read_notebook(body: bytes) -> Notebook:
    """Read a notebook of format 2 to 4, whatever its minor number, in UTF-8, -16 or -32.

    Raises:
        UnreadableError: it is too large, no JSON, no notebook, or of a format that is not known.
    """
    notebook = _parsed(body)
    found = list(_cells(notebook))
    if len(found) > MAX_CELLS:
        raise UnreadableError(f"it has {len(found)} cells; {MAX_CELLS} are allowed")
    cells, notes = [], []
    for number, raw in enumerate(found, 1):
        cell, note = _cell(raw)
        cells.append(cell)
        if note:
            notes.append(f"cell {number} {note}")
    metadata = notebook.get("metadata")
    return Notebook(tuple(cells), metadata if isinstance(metadata, dict) else {}, _in_short(notes))


def _parsed(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_FILE:
        raise UnreadableError(
            f"it has {len(body):,} bytes, and {MAX_FILE:,} are allowed; clear its outputs and save it"
        )
    try:
        rest = _without_outputs(_as_utf8(body))
        if len(rest) > MAX_NOTEBOOK:
            raise UnreadableError(
                f"it has {len(rest):,} bytes without its outputs, and {MAX_NOTEBOOK:,} are allowed"
            )
        if rest.count(b"[") + rest.count(b"{") > _MAX_LEFT:
            raise UnreadableError(_TOO_MANY_PARTS)
        notebook = json.loads(rest)
    except (ValueError, RecursionError):
        raise UnreadableError(_NO_NOTEBOOK) from None
    if not isinstance(notebook, dict) or type(notebook.get("nbformat")) not in (int, float):
        raise UnreadableError("it is not a notebook: JSON, but without `nbformat`")
    return notebook


def _as_utf8(body: bytes) -> bytes:
    """Take off a byte-order mark; editors write one, and some of them UTF-16."""
    encoding = json.detect_encoding(body)
    return body if encoding == "utf-8" else body.decode(encoding).encode()


def _without_outputs(text: bytes) -> bytes:
    """Leave out the value of each key that only costs. In JSON that is none, something is left that is none."""
    kept, place, left = [], 0, _MAX_CUT
    while found := _CUT.search(text, place):
        kept.append(text[place : found.end()])
        place, steps = _end_of_value(text, found.end(), left)
        kept.append(b"[]")
        left -= steps
    kept.append(text[place:])
    return b"".join(kept)


def _end_of_value(text: bytes, start: int, most: int) -> tuple[int, int]:
    """Give where a list or an object ends, and how many steps that took."""
    depth = 0
    for steps, token in enumerate(_STEP.finditer(text, start), 1):
        if steps > most:
            raise UnreadableError(_TOO_MANY_PARTS)
        if text[token.start()] == _QUOTE and token.end() == token.start() + 1:
            raise UnreadableError(
                _NO_NOTEBOOK
            )  # a text without an end: each of its quotes would be a search
        if text[token.start()] in b"[{":
            depth += 1
        elif text[token.start()] in b"]}":
            depth -= 1
        if depth == 0:
            return token.end(), steps
    return len(text), most


def _cells(notebook: dict[str, Any]) -> Iterator[Any]:
    """Give the cells as the file has them; those of formats 2 and 3 as format 4 would."""
    major = notebook["nbformat"]
    if major == 4:
        cells = notebook.get("cells")
        if not isinstance(cells, list):
            raise UnreadableError("it is a notebook without cells")
        yield from cells
    elif major in (2, 3):
        for sheet in _list(notebook.get("worksheets")):
            for cell in _list(sheet.get("cells") if isinstance(sheet, dict) else None):
                yield _of_today(cell) if isinstance(cell, dict) else cell
    else:
        raise UnreadableError(
            f"it has notebook format {major}, and formats 2 to 4 are known; "
            "open it in a current JupyterLab and save it there"
        )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _of_today(cell: dict[str, Any]) -> dict[str, Any]:
    """Give a cell of format 3 as one of format 4 (as `nbformat.v4.upgrade` does)."""
    kind = cell.get("cell_type")
    if kind == "code":
        return {**cell, "source": cell.get("input", "")}
    if kind == "heading":
        level = cell.get("level")
        marks = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
        return {**cell, "cell_type": "markdown", "source": f"{marks} {_text(cell) or ''}"}
    return {**cell, "cell_type": "markdown"} if kind == "html" else cell


def _cell(raw: Any) -> tuple[Cell, str]:
    """Read a cell; what can't be read is left out, so that it costs no more than itself."""
    if not isinstance(raw, dict):
        return Cell("raw", "", {}), "is none, and was left out"
    metadata = raw.get("metadata")
    grader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grader = grader if isinstance(grader, dict) else {}
    kind, source = raw.get("cell_type"), _text(raw)
    if source is None:
        return Cell("raw", "", grader), "is broken, and was left out"
    if len(source) > MAX_SOURCE:
        return Cell("raw", "", grader), f"has more than {MAX_SOURCE:,} characters, and was left out"
    if kind not in CELL_TYPES:
        return Cell("raw", source, grader), "is of a type that is not known"
    return Cell(kind, source, grader), ""


def _text(cell: dict[str, Any]) -> str | None:
    """Give a cell's source, which a file may hold as text or as a list of lines."""
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    # halves of characters can't be written to a file
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else None


def _in_short(notes: list[str]) -> tuple[str, ...]:
    most = 3
    return (*notes[:most], f"and {len(notes) - most} cells more") if notes[most:] else tuple(notes)

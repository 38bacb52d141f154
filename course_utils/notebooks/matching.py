"""A learner's notebook, made safe to run and to write: matched with the sheet by `grade_id`.

Nothing of the file is believed but the text of the learner's own cells. Check cells, points and
metadata are the sheet's; copies, lost cells and foreign metadata are resolved, and told.
"""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from course_utils.notebooks.sheet import Kind, Sheet, SheetCell, text_of

MAX_CELLS = 2_000
MAX_SOURCE = 1_000_000

_CELL_TYPES = ("code", "markdown", "raw")


class UnreadableError(ValueError):
    """The file is no notebook that can be graded; the message says why."""


@dataclass(frozen=True)
class PaperCell:
    """A cell of the notebook as it is graded. `place` is its index there; no id: the learner's."""

    place: int
    source: str
    cell_type: str
    kind: Kind | None
    grade_id: str | None = None
    points: float = 0.0
    changed: bool = True
    """Whether an answer differs from what the learner was given."""


@dataclass(frozen=True)
class Paper:
    """A submission ready to be examined, and what had to be mended."""

    sheet: Sheet
    cells: tuple[PaperCell, ...]
    flags: tuple[str, ...]

    @property
    def learners_cells(self) -> list[str]:
        """Give the text of the learner's code cells, for checks that read it."""
        return [
            cell.source
            for cell in self.cells
            if cell.cell_type == "code" and cell.kind in (None, "answer", "written")
        ]


def read_paper(body: bytes, sheet: Sheet) -> Paper:
    """Read a submitted notebook.

    Raises:
        UnreadableError: it is no JSON, no notebook, or of a format that is not known.
    """
    found = [_learners_cell(cell) for cell in _cells(body)]
    matched, extras, flags = _match(found, sheet)
    cells: list[PaperCell] = [*_own(extras.get(None, []), 0)]
    for expected in sheet.cells:
        cells.append(_merged(expected, matched.get(expected.grade_id), len(cells)))
        cells += _own(extras.get(expected.grade_id, []), len(cells))
    return Paper(sheet, tuple(cells), flags)


@dataclass(frozen=True)
class _Found:
    cell_type: str
    source: str
    grade_id: str | None


def _cells(body: bytes) -> list[dict[str, Any]]:
    try:
        notebook = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "it is not a notebook: the file is no JSON, or only a part of it"
        ) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("nbformat"), int):
        raise UnreadableError("it is not a notebook: JSON, but without `nbformat`")
    if notebook["nbformat"] != 4:
        raise UnreadableError(
            f"it has notebook format {notebook['nbformat']}, and format 4 is known; "
            "open and save it in a current JupyterLab"
        )
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise UnreadableError("it is a notebook without cells")
    if len(cells) > MAX_CELLS:
        raise UnreadableError(f"it has {len(cells)} cells; {MAX_CELLS} are allowed")
    return cells


def _learners_cell(cell: dict[str, Any]) -> _Found:
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = text_of(cell)
    if not isinstance(source, str) or cell.get("cell_type") not in _CELL_TYPES:
        raise UnreadableError("one of its cells is broken")
    if len(source) > MAX_SOURCE:
        raise UnreadableError(f"one of its cells has more than {MAX_SOURCE} characters")
    return _Found(cell["cell_type"], _printable(source), _grade_id(cell))


def _printable(source: str) -> str:
    """Lone surrogates cannot be written to a file."""
    return source.encode("utf-8", "replace").decode("utf-8")


def _grade_id(cell: dict[str, Any]) -> str | None:
    metadata = cell.get("metadata")
    meta = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = meta.get("grade_id") if isinstance(meta, dict) else None
    return grade_id if isinstance(grade_id, str) else None


_Matched = dict[str, _Found]
_Extras = dict[str | None, list[_Found]]


def _match(found: list[_Found], sheet: Sheet) -> tuple[_Matched, _Extras, tuple[str, ...]]:
    """Find each of the sheet's cells, and after which of them the learner's own cells stand."""
    expected = {cell.grade_id: cell for cell in sheet.cells}
    chosen: dict[str, int] = {}
    for place, cell in enumerate(found):
        if cell.grade_id in expected and cell.grade_id is not None:
            before = chosen.get(cell.grade_id)
            if before is None or _is_work(cell, expected) or not _is_work(found[before], expected):
                chosen[cell.grade_id] = place
    extras: _Extras = {}
    anchor: str | None = None
    for place, cell in enumerate(found):
        if cell.grade_id in chosen:
            copy = chosen[cell.grade_id] != place
            if not copy:
                anchor = cell.grade_id
            elif expected[cell.grade_id].kind == "answer" and _is_work(cell, expected):
                extras.setdefault(anchor, []).append(cell)
        else:
            extras.setdefault(anchor, []).append(cell)
    matched = {grade_id: found[place] for grade_id, place in chosen.items()}
    return matched, extras, _flags(found, matched, sheet)


def _is_work(cell: _Found, expected: dict[str, SheetCell]) -> bool:
    """Tell a copy that somebody worked on from one that is as it was given."""
    return cell.source.strip() != expected[str(cell.grade_id)].source.strip()


def _flags(found: list[_Found], matched: _Matched, sheet: Sheet) -> tuple[str, ...]:
    ids = Counter(cell.grade_id for cell in found if cell.grade_id in matched)
    copies = sorted(str(grade_id) for grade_id, count in ids.items() if count > 1)
    lost = [cell for cell in sheet.cells if cell.grade_id not in matched and cell.kind != "text"]
    if len(lost) == len([cell for cell in sheet.cells if cell.kind != "text"]):
        return ("not this assignment's notebook: none of its cells is there",)
    flags = []
    if copies:
        flags.append(f"duplicate cells resolved: {', '.join(copies)}")
    answers = [cell.grade_id for cell in lost if cell.kind in ("answer", "written")]
    others = [cell.grade_id for cell in lost if cell.kind in ("check", "setup")]
    if answers:
        flags.append(f"answer cells missing: {', '.join(answers)}")
    if others:
        flags.append(f"deleted cells restored: {', '.join(others)}")
    return tuple(flags)


def _merged(expected: SheetCell, cell: _Found | None, place: int) -> PaperCell:
    learners = expected.kind in ("answer", "written")
    source = (cell.source if cell else "") if learners else expected.source
    return PaperCell(
        place=place,
        source=source,
        cell_type=expected.cell_type,
        kind=expected.kind,
        grade_id=expected.grade_id,
        points=expected.points,
        changed=source.strip() not in ("", expected.source.strip()),
    )


def _own(cells: list[_Found], start: int) -> list[PaperCell]:
    return [
        PaperCell(start + offset, cell.source, cell.cell_type, None)
        for offset, cell in enumerate(cells)
    ]

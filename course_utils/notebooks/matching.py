"""A learner's notebook, made safe to run and to write: matched with the sheet by `grade_id`.

Nothing of the file is believed but the text of the learner's own cells. Check cells, points and
metadata are the sheet's; copies, lost cells and foreign metadata are resolved, and told. A check that has
lost its name is judged where the sheet has it, and runs nowhere else: it would build a platform for itself.

The learner's order counts, with two exceptions: a set-up cell stands no later, and a check no earlier,
than in the exercise.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from course_utils.notebooks.reading import Cell, Notebook, read_notebook
from course_utils.notebooks.sheet import GRADED, Kind, Sheet, SheetCell

_LEARNERS: tuple[Kind, ...] = ("answer", "written")
_TELLING: tuple[Kind, ...] = ("answer", *GRADED)


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
    known: int = 0
    """How many of the sheet's answers and checks were there. Exercises may set up in cells of one name."""
    touched: bool = False
    """Whether a code cell, a check's too, holds anything that was not given out."""

    @property
    def learners_cells(self) -> list[str]:
        """Give the text of the learner's code cells, for checks that read it."""
        return [cell.source for cell in self._learners if cell.cell_type == "code"]

    @property
    def learners_texts(self) -> list[str]:
        """Give the text of all cells that are the learner's."""
        return [cell.source for cell in self._learners]

    @property
    def _learners(self) -> list[PaperCell]:
        return [cell for cell in self.cells if cell.kind in (None, *_LEARNERS)]

    @property
    def answered(self) -> int:
        """Give how many answers differ from what the learner was given."""
        return sum(cell.changed for cell in self.cells if cell.kind in _LEARNERS)

    @property
    def is_strange(self) -> bool:
        """Tell whether it is another notebook."""
        return not self.known

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing of it is the learner's: no answer, and no code in any cell."""
        return not (self.answered or self.touched or self.is_strange)


_STRANGE = "not this assignment's notebook: none of its cells is there"


def read_paper(body: bytes, sheet: Sheet) -> Paper:
    """Read a submitted notebook and match it.

    Raises:
        UnreadableError: see `read_notebook`.
    """
    return match(read_notebook(body), sheet)


def match(notebook: Notebook, sheet: Sheet) -> Paper:
    """Find the sheet's cells in a notebook and put them right."""
    found = [
        cell if cell.grade_id in sheet.by_id else replace(cell, grader={})
        for cell in notebook.cells
    ]
    chosen = _chosen(found, sheet)
    cells = [
        _merged(sheet.by_id[str(cell.grade_id)], cell)
        if chosen.get(str(cell.grade_id)) == place
        else PaperCell(0, cell.source, cell.cell_type, None)
        for place, cell in enumerate(found)
        if (cell.grade_id not in chosen and cell.source.strip() not in sheet.given_checks)
        or chosen.get(str(cell.grade_id)) == place
        or _is_second_answer(cell, sheet)
    ]
    lost = [cell for cell in sheet.cells if cell.grade_id not in chosen]
    cells = _with_lost(cells, lost)
    order: dict[str | None, int] = {cell.grade_id: n for n, cell in enumerate(sheet.cells)}
    cells = _checks_later(_set_up_sooner(cells, order), order)
    placed = tuple(replace(cell, place=place) for place, cell in enumerate(cells))
    texts = {cell.source.strip() for cell in found} - {""}
    known = sum(
        cell.kind in _TELLING and (cell.grade_id in chosen or _is_there_without_name(cell, texts))
        for cell in sheet.cells
    )
    flags = _flags(found, lost, notebook) if known else (_STRANGE,)
    given = {"", *sheet.given_out}
    touched = any(cell.cell_type == "code" and cell.source.strip() not in given for cell in found)
    return Paper(sheet, placed, flags, known, touched)


def _chosen(found: list[Cell], sheet: Sheet) -> dict[str, int]:
    """Give for each cell of the sheet that is there its place: of copies the last that was worked on."""
    chosen: dict[str, int] = {}
    for place, cell in enumerate(found):
        if cell.grade_id is not None:
            before = chosen.get(cell.grade_id)
            if before is None or _is_work(cell, sheet) or not _is_work(found[before], sheet):
                chosen[cell.grade_id] = place
    return chosen


def _is_work(cell: Cell, sheet: Sheet) -> bool:
    """Tell a copy that somebody worked on from one that is as it was given."""
    return cell.source.strip() != sheet.by_id[str(cell.grade_id)].source.strip()


def _is_second_answer(cell: Cell, sheet: Sheet) -> bool:
    return (
        cell.grade_id in sheet.by_id
        and sheet.by_id[str(cell.grade_id)].kind == "answer"
        and _is_work(cell, sheet)
    )


def _is_there_without_name(cell: SheetCell, texts: Collection[str]) -> bool:
    """Tell whether a check is there by its text: some programs take away all metadata of a notebook."""
    return cell.kind == "check" and cell.visible in texts


def _merged(expected: SheetCell, cell: Cell | None) -> PaperCell:
    source = expected.source
    if expected.kind in _LEARNERS:
        source = cell.source if cell else ""
    return PaperCell(
        place=0,
        source=source,
        cell_type=expected.cell_type,
        kind=expected.kind,
        grade_id=expected.grade_id,
        points=expected.points,
        changed=source.strip() not in ("", expected.source.strip()),
    )


def _with_lost(cells: list[PaperCell], lost: list[SheetCell]) -> list[PaperCell]:
    """Bring back what is not there: what is judged at the end, all else at the top."""
    judged = [_merged(cell, None) for cell in lost if cell.kind in GRADED]
    return [*(_merged(cell, None) for cell in lost if cell.kind not in GRADED), *cells, *judged]


def _set_up_sooner(cells: list[PaperCell], order: dict[str | None, int]) -> list[PaperCell]:
    """Move each set-up cell before whatever comes after it in the sheet."""
    for cell in [each for each in cells if each.kind == "setup"]:
        mine = order[cell.grade_id]
        later = [place for place, each in enumerate(cells) if order.get(each.grade_id, -1) > mine]
        if later and later[0] < cells.index(cell):
            cells.remove(cell)
            cells.insert(later[0], cell)
    return cells


def _checks_later(cells: list[PaperCell], order: dict[str | None, int]) -> list[PaperCell]:
    """Move each check behind the answers that come before it in the sheet."""
    for cell in [each for each in reversed(cells) if each.kind == "check"]:
        mine = order[cell.grade_id]
        sooner = [
            place
            for place, each in enumerate(cells)
            if each.kind in _LEARNERS and order[each.grade_id] < mine
        ]
        if sooner and sooner[-1] > cells.index(cell):
            cells.remove(cell)
            cells.insert(sooner[-1], cell)
    return cells


def _flags(found: list[Cell], lost: list[SheetCell], notebook: Notebook) -> tuple[str, ...]:
    counted = Counter(cell.grade_id for cell in found if cell.grade_id is not None)
    copies = sorted(name for name, count in counted.items() if count > 1)
    flags = list(notebook.notes)
    if copies:
        flags.append(f"duplicate cells resolved: {', '.join(copies)}")
    answers = [cell.grade_id for cell in lost if cell.kind in _LEARNERS]
    others = [cell.grade_id for cell in lost if cell.kind in ("check", "setup")]
    if answers:
        flags.append(f"answer cells missing: {', '.join(answers)}")
    if others:
        flags.append(f"deleted cells restored: {', '.join(others)}")
    return tuple(flags)

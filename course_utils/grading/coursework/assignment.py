"""An assignment as the instructor wrote it: its notebooks, and the files that come with them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.notebooks.reading import UnreadableError
from course_utils.notebooks.sheet import Sheet, SheetCell, read_sheet

_CLIENTS = ("course_utils.practice", "dotenv", "httpx", "openai")
_ADMIN = ("openai.resources.admin",)


@dataclass(frozen=True)
class Assignment:
    """An assignment's notebooks, and the files that come with them (names relative to its folder)."""

    name: str
    sheets: tuple[Sheet, ...]
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()
    """Notebooks that stand there and are none of the assignment's, or can't be read."""

    @property
    def modules(self) -> tuple[str, ...]:
        """Give what is imported before the first fork: an import costs every submission its time."""
        named = {name for sheet in self.sheets for name in sheet.modules}
        clients = _CLIENTS if self.needs_platform else ()
        admin = _ADMIN if clients and self._speaks_of((".admin", "admin_client")) else ()
        return tuple(sorted({*named, *clients, *admin}))

    @property
    def examiners_cells(self) -> tuple[str, ...]:
        """Give the code that the examiner runs for every submission."""
        return tuple(
            cell.source
            for sheet in self.sheets
            for cell in sheet.cells
            if cell.kind in ("check", "setup")
        )

    @property
    def deciding(self) -> tuple[object, ...]:
        """Give all of it that decides grades: no explanation does, nor what the instructor's own answers say."""
        cells = tuple(
            (sheet.name, cell.grade_id, cell.kind, cell.cell_type, cell.points, cell.source)
            for sheet in self.sheets
            for cell in sheet.cells
            if cell.kind != "text"
        )
        ways = tuple((sheet.tasks, sheet.has_scripts) for sheet in self.sheets)
        return self.name, self.needs_platform, self.files, cells, ways

    @property
    def needs_platform(self) -> bool:
        """Tell whether the instructor's cells speak of the practice platform or of a client."""
        return self._speaks_of(("practice_platform", "check.platform", "openai", "OPENAI"))

    def _speaks_of(self, words: Collection[str]) -> bool:
        return any(word in text for sheet in self.sheets for text in sheet.code for word in words)


class AssignmentError(CourseError):
    """There is no course here, or not this assignment."""


def assignments(source: Path) -> list[str]:
    """Give the names of the assignments that have a source."""
    return sorted({path.parent.name for path in source.glob("[!.]*/[!.]*.ipynb")})


def load_assignment(source: Path, name: str, need_checks: bool = True) -> Assignment:
    """Read an assignment's source.

    Raises:
        AssignmentError: there is none, or it is no notebook.
    """
    folder = source / name
    notebooks = _notebooks(folder) if is_name(name) else []
    if not notebooks:
        known = assignments(source)
        there = f"There are {', '.join(known)}." if known else f"{source} holds none at all."
        raise AssignmentError(f"There is no assignment {name!r} in {source}. {there}")
    found, unreadable = _sheets(notebooks, name)
    sheets = tuple(sheet for sheet in found if sheet.counting and not _is_copy(sheet, found, name))
    if not sheets and unreadable:
        raise next(iter(unreadable.values()))
    if need_checks and not any(sheet.checks for sheet in sheets):
        raise AssignmentError(f"{folder} has no check cell that is worth points.")
    left_out = [*(sheet.name for sheet in found if sheet not in sheets), *unreadable]
    return Assignment(name, sheets, _files(folder), tuple(sorted(left_out)))


def _notebooks(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("[!.]*.ipynb") if path.is_file())


def _sheets(paths: list[Path], name: str) -> tuple[list[Sheet], dict[str, AssignmentError]]:
    """Read notebooks; one that can't be read and does not have the assignment's name may be none of its."""
    found, unreadable = list[Sheet](), dict[str, AssignmentError]()
    for path in paths:
        try:
            found.append(_sheet(path))
        except AssignmentError as error:
            if path.stem == name:
                raise
            unreadable[path.stem] = error
    return found, unreadable


def _is_copy(sheet: Sheet, found: list[Sheet], name: str) -> bool:
    """Tell whether a notebook repeats the one that has the assignment's name."""
    return sheet.name != name and any(
        other.name == name and other.counting == sheet.counting for other in found
    )


def without(assignment: Assignment, names: Collection[str]) -> Assignment:
    """Give the assignment without some of its notebooks."""
    kept = tuple(sheet for sheet in assignment.sheets if sheet.name not in names)
    left_out = sorted({*assignment.left_out, *names})
    return replace(assignment, sheets=kept, left_out=tuple(left_out))


def is_name(text: str) -> bool:
    """Tell whether a text can name an assignment: one folder, here and in every place that nbgrader has."""
    return text not in ("", ".", "..") and "\0" not in text and Path(text).name == text


def _sheet(path: Path) -> Sheet:
    try:
        return read_sheet(path.stem, path.read_bytes())
    except (UnreadableError, ValueError, TypeError) as error:  # points that are no number
        raise AssignmentError(f"{path} is not a notebook that can be read: {error}.") from error


def _files(folder: Path) -> dict[str, bytes]:
    """Give what stands beside the notebooks, but for what only the instructor has use for."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and not _is_private(path.relative_to(folder))
    }


def _is_private(path: Path) -> bool:
    return path.name == "NOTES.md" or any(part.startswith((".", "__")) for part in path.parts)


@dataclass(frozen=True)
class Released:
    """What a gradebook knows of a cell; the checksum is nbgrader's, of the cell as it was given out."""

    source: str
    checksum: str | None = None
    points: float | None = None


def with_released_cells(sheet: Sheet, released: dict[str, Released]) -> Sheet:
    """Give the sheet with the cells as they were released, by `grade_id`."""
    cells = tuple(_as_released(cell, released.get(cell.grade_id)) for cell in sheet.cells)
    return replace(sheet, cells=cells)


def _as_released(cell: SheetCell, released: Released | None) -> SheetCell:
    if released is None:
        return cell
    metadata = {**cell.metadata, "checksum": released.checksum}
    points = cell.points if released.points is None else released.points
    return replace(cell, source=released.source, points=points, metadata=metadata)


def is_released(source: Assignment, given: Assignment) -> bool:
    """Tell whether learners were given the read-only cells that the source has now."""
    return _given_cells(source) == _given_cells(given)


def _given_cells(assignment: Assignment) -> dict[tuple[str, str], tuple[str, float]]:
    return {
        (sheet.name, cell.grade_id): (cell.visible, cell.points)
        for sheet in assignment.sheets
        for cell in sheet.cells
        if cell.kind not in ("answer", "written")
    }

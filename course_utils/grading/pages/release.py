"""What learners get: `exercises/`, generated from `solutions/` by nbgrader's own converter."""

import filecmp
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError

from course_utils.errors import CourseError
from course_utils.grading.coursework import assignment as coursework
from course_utils.grading.records.configuration import listen, not_possible, read_configuration
from course_utils.grading.records.layout import Folders, load_folders
from course_utils.notebooks.reading import UnreadableError, read_notebook
from course_utils.notebooks.sheet import sheet_of
from course_utils.notebooks.syntax import parse_cell


class ReleaseError(CourseError):
    """An exercise can't be generated from its source."""


def assignments(course: Path) -> list[str]:
    """Give the names of the assignments that have a source.

    Raises:
        ConfigurationError: nbgrader's configuration can't be read.
    """
    return coursework.assignments(load_folders(course).source)


def release(course: Path, assignment: str) -> list[Path]:
    """Bring an exercise up to date with its source, and give the files that changed.

    Raises:
        ReleaseError: it can't be generated, or a cell that grades is no Python; the message says what and where.
    """
    return list(_each_difference(course, assignment, mend=True))


def drift(course: Path, assignment: str) -> list[Path]:
    """Give the files of an exercise that differ from what its source says; change nothing.

    Raises:
        ReleaseError: as `release`.
    """
    return list(_each_difference(course, assignment, mend=False))


def _each_difference(course: Path, assignment: str, *, mend: bool) -> Iterator[Path]:
    folders = load_folders(course)
    released = folders.release / assignment
    for path in sorted((folders.source / assignment).glob("[!.]*.ipynb")):
        if trouble := _trouble_in(path):
            raise _refused(assignment, trouble, path)
    with TemporaryDirectory() as scratch:
        _generate(folders, assignment, Path(scratch))
        generated = Path(scratch) / assignment
        for name in sorted(_files(generated) | _files(released)):
            old, new = released / name, generated / name
            if old.exists() and new.exists() and filecmp.cmp(old, new, shallow=False):
                continue
            if mend and new.exists():
                old.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(new, old)
            elif mend:
                old.unlink()
            yield old


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def _trouble_in(path: Path) -> str:
    """Tell which cell would cost learners their points; nbgrader takes every text, and names no doubled cell."""
    try:
        notebook = read_notebook(path.read_bytes())
        sheet = sheet_of(path.stem, notebook)
    except (UnreadableError, ValueError, TypeError):
        return ""  # nbgrader says why
    times = Counter(cell.grade_id for cell in notebook.cells if cell.grade_id)
    if doubled := [name for name, count in times.items() if count > 1]:
        return f"more than one cell has the grade_id {', '.join(doubled)}"
    for cell in sheet.cells:
        for source in (cell.source, cell.visible) if cell.kind in ("check", "setup") else ():
            try:
                parse_cell(source)
            except SyntaxError as error:
                return f"the cell {cell.grade_id} is no Python: {error.msg}, line {error.lineno}"
    return ""


def _refused(assignment: str, reason: str, notebook: Path) -> ReleaseError:
    return ReleaseError(
        f"The exercise {assignment} can't be generated: {reason}. Mend {notebook}.",
        assignment=assignment,
        reason=reason,
    )


def _generate(folders: Folders, assignment: str, into: Path) -> None:
    """Run nbgrader's converter without its gradebook: what is released does not depend on one."""
    config = read_configuration(folders.root)
    config.SaveCells.enabled = False
    config.GenerateAssignment.no_database = True
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.release_directory = str(into)
    log, heard = listen(assignment)
    try:
        GenerateAssignment(CourseDirectory(config=config), config=config, log=log).start()
    except NbGraderException:
        notebook = folders.source / assignment / f"{assignment}.ipynb"
        raise _refused(assignment, heard.reason, notebook) from None
    except (TraitError, ImportError) as error:
        raise not_possible(folders.root, error) from None

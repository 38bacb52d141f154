"""What learners get: `exercises/`, generated from `solutions/` by nbgrader's own converter."""

import filecmp
import shutil
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
        ReleaseError: nbgrader can't generate it; the message says what it stumbled on.
    """
    return list(_each_difference(course, assignment, mend=True))


def drift(course: Path, assignment: str) -> list[Path]:
    """Give the files of an exercise that differ from what its source says; change nothing.

    Raises:
        ReleaseError: nbgrader can't generate it; the message says what it stumbled on.
    """
    return list(_each_difference(course, assignment, mend=False))


def _each_difference(course: Path, assignment: str, *, mend: bool) -> Iterator[Path]:
    folders = load_folders(course)
    released = folders.release / assignment
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
        raise ReleaseError(
            f"The exercise {assignment} can't be generated: {heard.reason}. "
            f"Mend {folders.source / assignment / assignment}.ipynb.",
            assignment=assignment,
            reason=heard.reason,
        ) from None
    except (TraitError, ImportError) as error:
        raise not_possible(folders.root, error) from None

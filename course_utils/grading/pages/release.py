"""What learners get: `exercises/`, generated from `solutions/` by nbgrader's own converter."""

import filecmp
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import Config, PyFileConfigLoader

from course_utils.errors import CourseError
from course_utils.grading.records.layout import refuse_odd_name

SOURCE = "solutions"
RELEASE = "exercises"
CONFIG = "nbgrader_config.py"


class ReleaseError(CourseError):
    """An exercise can't be generated from its source."""


def assignments(course: Path) -> list[str]:
    """Give the names of the assignments that have a source."""
    return sorted(path.parent.name for path in (course / SOURCE).glob("*/*.ipynb"))


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
    released = course / RELEASE / assignment
    with TemporaryDirectory() as scratch:
        _generate(course, assignment, Path(scratch))
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


def _generate(course: Path, assignment: str, into: Path) -> None:
    """Run nbgrader's converter without its gradebook: what is released does not depend on one."""
    refuse_odd_name(course)
    config = Config(PyFileConfigLoader(CONFIG, path=str(course)).load_config())
    config.SaveCells.enabled = False
    config.GenerateAssignment.no_database = True
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.release_directory = str(into)
    log = logging.Logger(assignment)
    log.addHandler(heard := _Heard())
    converter = GenerateAssignment(CourseDirectory(config=config), config=config, log=log)
    try:
        converter.start()
    except NbGraderException:
        raise ReleaseError(
            f"The exercise {assignment} can't be generated: {heard.reason}. "
            f"Mend {SOURCE}/{assignment}/{assignment}.ipynb."
        ) from None


class _Heard(logging.Handler):
    """nbgrader writes the reason of a failure into its log, at the end of a traceback."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.reason = "nbgrader gave no reason"

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage().strip()
        if text.startswith("Traceback"):
            self.reason = text.splitlines()[-1].rpartition("Error: ")[2].rstrip(".")

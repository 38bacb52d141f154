"""The learner's notebooks that JupyterLab can't open, and what is the matter with each."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import nbformat

from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace

_REMEMBERED = 256
"""Files; each is read once in every version that it has."""


@dataclass(frozen=True)
class Unreadable:
    """A notebook that can't be opened: its name on the page, its path in the learner's folder, and the reason."""

    label: str
    path: PurePosixPath
    reason: str
    """The end of a sentence about the file."""
    gone: bool = False


def find_unreadable(
    course: Course, workspace: Workspace, labels: dict[str, str]
) -> list[Unreadable]:
    """Look at each of the course's notebooks in the learner's folder.

    Args:
        course: the course.
        workspace: the learner's folder.
        labels: a name for each notebook, by its path in that folder.
    """
    paths = [unit.lesson_path for unit in course.units]
    paths += [unit.exercise_path for unit in course.units if unit.exercise_path]
    found = (_look(workspace.folder / path, path, labels[str(path)]) for path in paths)
    return [each for each in found if each]


def _look(file: Path, path: PurePosixPath, label: str) -> Unreadable | None:
    try:
        state = file.stat()
        reason = _reason(file, state.st_mtime_ns, state.st_size)
    except FileNotFoundError:
        return Unreadable(label, path, "is gone", gone=True)
    except OSError as error:
        reason = f"can't be read ({error.strerror})"
    return Unreadable(label, path, reason) if reason else None


@lru_cache(_REMEMBERED)
def _reason(file: Path, _changed: int, _size: int) -> str:
    """Read a file as JupyterLab does; "" if it can be opened.

    Raises:
        OSError: the system does not give it.
    """
    text = file.read_bytes()
    try:
        nbformat.reads(text.decode("utf-8"), as_version=4, capture_validation_error={})
    except Exception:  # nbformat gives whatever a strange file leads to
        return "is damaged"
    return ""

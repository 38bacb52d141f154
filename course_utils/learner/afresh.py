"""Begin a notebook afresh: the learner's own file is kept beside the new one, and an open page is told."""

from collections.abc import Callable
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from course_utils.errors import CourseError
from course_utils.learner.copies import copy_course
from course_utils.learner.course_map import write_map
from course_utils.learner.progress import forget, record_check
from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace, explained_refusals, read_state, write_state
from course_utils.notebooks.names import SET_ASIDE


class BegunAfreshError(CourseError):
    """A notebook began afresh while it was checked: the result is that of another file."""


def begin_afresh(course: Course, workspace: Workspace, notebook: PurePosixPath) -> Path | None:
    """Put the course's notebook in the place of the learner's, and forget that it was done.

    Args:
        course: the course.
        workspace: the learner's folder.
        notebook: which one, relative to the course's folder and to the learner's.

    Returns:
        Where the learner's own file is kept now; None where there was none.

    Raises:
        SystemRefusedError: a file cannot be written. Nothing of the learner's is lost.
    """
    with explained_refusals(workspace.folder):
        kept = _set_aside(workspace.folder / notebook)
        copy_course(course, workspace)
        _note(workspace, notebook, kept)  # from here on a check that runs is not remembered
        forget(course, workspace, notebook)
        write_map(course, workspace)
    return kept


def begun_afresh(workspace: Workspace) -> dict[str, Any]:
    """Tell how often each notebook began afresh (`number`), and where the last one is kept (`kept`, or "").

    What somebody has written into the file by hand and is none of that counts as not there.
    """
    rows = read_state(_file(workspace)).items()
    return {
        name: row
        for name, row in rows
        if isinstance(row, dict) and isinstance(row.get("number"), int)
    }


def remembering(
    course: Course, workspace: Workspace, notebook: PurePosixPath
) -> Callable[[str, dict[str, Any]], None]:
    """Give what remembers the result of a check that begins now, and brings the map up to date.

    It takes what `record_check` does, and raises `BegunAfreshError`, or `SystemRefusedError` where a file cannot
    be written.
    """
    before = _times_begun(workspace, notebook)

    def remember(exercise: str, result: dict[str, Any]) -> None:
        if _times_begun(workspace, notebook) != before:
            raise BegunAfreshError("The exercise began afresh while it was checked.")
        with explained_refusals(workspace.folder):
            record_check(workspace, exercise, result)
            write_map(course, workspace)

    return remember


def _times_begun(workspace: Workspace, notebook: PurePosixPath) -> int:
    number: int = begun_afresh(workspace).get(str(notebook), {}).get("number", 0)
    return number


def _note(workspace: Workspace, notebook: PurePosixPath, kept: Path | None) -> None:
    noted = begun_afresh(workspace)
    number = _times_begun(workspace, notebook) + 1
    place = kept.relative_to(workspace.folder).as_posix() if kept else ""
    noted[str(notebook)] = {"number": number, "kept": place}
    write_state(_file(workspace), noted)


def _set_aside(path: Path) -> Path | None:
    """Rename a file so that nothing of it is lost, if it is there."""
    if not path.exists():
        return None
    kept = next(
        candidate
        for number in count(1)
        if not (
            candidate := path.with_name(f"{path.stem}{SET_ASIDE}{number}{path.suffix}")
        ).exists()
    )
    return path.rename(kept)


def _file(workspace: Workspace) -> Path:
    return workspace.state / "afresh.json"

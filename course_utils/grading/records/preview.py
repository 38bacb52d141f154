"""What can be told of a course before nbgrader, which takes seconds to load, is asked for its folders."""

import ast
import glob
import itertools
import math
from pathlib import Path

from course_utils.grading.coursework.assignment import AssignmentError, load_assignment
from course_utils.grading.coursework.students import call_the_roll
from course_utils.grading.records.configuration import CONFIGURATION, unreadable
from course_utils.grading.records.layout import refuse_odd_name

_FOLDERS = {
    "source_directory": "source",
    "release_directory": "release",
    "submitted_directory": "submitted",
}
"""nbgrader's own names; those that this configuration gives go before them."""


def usual_folders(root: Path) -> dict[str, Path] | None:
    """Read the names of folders from a course's configuration, as text.

    Returns:
        The folders by the name of nbgrader's setting; None where the configuration works them out, so that
        only nbgrader can tell.

    Raises:
        ConfigurationError: it is no Python.
    """
    path = root / CONFIGURATION
    names = dict(_FOLDERS)
    try:
        tree = ast.parse(path.read_bytes())
    except FileNotFoundError:
        return {setting: root / name for setting, name in names.items()}
    except SyntaxError as error:
        raise unreadable(path, error) from error
    except (OSError, ValueError):
        return None
    for node in ast.walk(tree):
        match node:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Attribute(attr="CourseDirectory"), attr=setting)],
                value=value,
            ) if setting in (*_FOLDERS, "root", "db_url"):
                if setting not in _FOLDERS or not isinstance(value, ast.Constant):
                    return None
                names[setting] = str(value.value)
    return {setting: root / name for setting, name in names.items()}


def refuse_early(root: Path, assignment: str, student: str | None) -> None:
    """Say within a second what would be said after nbgrader and the boxes had started.

    Raises:
        NothingToGradeError: nobody handed in, or this student did not.
        AssignmentError: the assignment was never given out, or nbgrader can't work in this folder.
        ConfigurationError: the configuration is no Python.
    """
    refuse_odd_name(root)
    folders = usual_folders(root)
    if folders is None:
        return
    call_the_roll(folders["submitted_directory"], assignment, student)
    released = folders["release_directory"] / assignment
    if not released.is_dir() and not (root / "gradebook.db").exists():
        raise AssignmentError(never_released(assignment, released))


def refuse_unknown(root: Path, assignment: str) -> None:
    """Say within a second that there is no such assignment, or that nbgrader can't work here.

    Raises:
        AssignmentError, ConfigurationError: as `refuse_early`.
    """
    refuse_odd_name(root)
    if folders := usual_folders(root):
        load_assignment(folders["source_directory"], assignment, need_checks=False)


def never_released(assignment: str, released: Path) -> str:
    return (
        f"{assignment} was never released: there is no folder {released}. "
        f"Run `course release {assignment}` first."
    )


def how_many_look_new(
    root: Path, assignment: str, student: str | None, *, anyway: bool, most: int
) -> int:
    """Guess how many submissions will be graded, so that as many boxes can be started at once.

    Args:
        root: the course's folder.
        assignment: its name.
        student: whose submission alone is looked at; None is everybody's.
        anyway: count those too that are as they were at the last report.
        most: no more are counted. One is, where only nbgrader can tell.
    """
    folders = usual_folders(root)
    if folders is None:
        return 1
    report = root / "report" / f"{assignment}.json"
    last = -math.inf if anyway or not report.exists() else report.stat().st_mtime
    places = folders["submitted_directory"].glob(
        f"{glob.escape(student) if student else '*'}/{glob.escape(assignment)}"
    )
    new = (place for place in places if _changed_since(last, place))
    return len(list(itertools.islice(new, most)))


def _changed_since(last: float, place: Path) -> bool:
    return any(each.lstat().st_mtime > last for each in (place, place.parent, *place.glob("*")))

"""Which notebook somebody means who types a name, a number, a path, or nothing."""

import os
from pathlib import Path, PurePosixPath

from course_utils.errors import CourseError
from course_utils.learner.course_map import read_standing
from course_utils.learner.progress import open_notebook
from course_utils.learner.units import Course, Unit, find_checkout, read_course
from course_utils.learner.workspace import Workspace


def exercise_meant(course: Course, workspace: Workspace, name: str | None) -> Path:
    """Give the path of the notebook to check.

    Args:
        course: the course.
        workspace: the learner's folder.
        name: an exercise's name, a unit's number, or the path of a notebook; None means the exercise
            that is open, or was open last, and otherwise the next one to do.

    Raises:
        CourseError: nothing fits, with what there is.
    """
    if name is None:
        return workspace.folder / _open_or_next(course, workspace)
    if ".ipynb" in name.lower() or os.sep in name or Path(name).is_file():
        return Path(name)
    unit = _unit(course, name)
    if unit is None or unit.exercise_path is None:
        known = ", ".join(f"{unit.number:02} {unit.exercise}" for unit in _with_exercise(course))
        raise CourseError(f"There is no exercise {name}. There is: {known}.")
    return workspace.folder / unit.exercise_path


def notebook_meant(course: Course, name: str) -> PurePosixPath:
    """Give the exercise or lesson to begin afresh, relative to the course's folder.

    Args:
        course: the course.
        name: a unit's number, which means its exercise where it has one; or a notebook's name.

    Raises:
        CourseError: the course has no such notebook.
    """
    for lesson in (unit.lesson_path for unit in course.units):
        if name == lesson.stem:
            return lesson
    if not (unit := _unit(course, name)):
        raise CourseError(
            f"There is no exercise or lesson {name}. Is it spelt as in its file's name?"
        )
    return unit.exercise_path or unit.lesson_path


def assignment_meant(folder: Path, name: str) -> str:
    """Give the name of the exercise that a unit's number means, in the course around a folder; else what was typed.

    Raises:
        CourseFileError: see `read_course`.
    """
    home = find_checkout(folder) if _number(name) is not None else None
    unit = _unit(read_course(home), name) if home else None
    return (unit and unit.exercise) or name


def _open_or_next(course: Course, workspace: Workspace) -> PurePosixPath:
    exercises = [unit.exercise_path for unit in _with_exercise(course)]
    open_path = PurePosixPath(open_notebook(workspace))
    standing = read_standing(course, workspace)
    to_do = [step.path for step in standing.steps if step.path in exercises and not step.done]
    for path in (open_path, *to_do, *reversed(exercises)):
        if path in exercises and path is not None:
            return path
    raise CourseError("This course has no exercises yet.")


def _unit(course: Course, name: str) -> Unit | None:
    number = _number(name)
    return next(
        (unit for unit in course.units if number == unit.number or name == unit.exercise), None
    )


def _number(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdigit() and len(name) < 10 else None


def _with_exercise(course: Course) -> list[Unit]:
    return [unit for unit in course.units if unit.exercise]

"""What a learner has done: lessons whose last cell was run, exercises whose check passed."""

from pathlib import Path, PurePath
from typing import Any

from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace, read_state, write_state


def record_check(workspace: Workspace, exercise: str, *, passed: bool) -> None:
    """Remember what `course check` said last of this exercise: whether every visible check passes."""
    if passed:
        _record(workspace, "exercises", {exercise})
    else:
        _forget(workspace, "exercises", {exercise})


def forget(course: Course, workspace: Workspace, notebook: PurePath) -> None:
    """Take back what is remembered of a notebook, given by its path in the course: it begins afresh."""
    lessons = {unit.name for unit in course.units if unit.lesson_path == notebook}
    exercises = {str(unit.exercise) for unit in course.units if unit.exercise_path == notebook}
    _forget(workspace, "lessons", lessons)
    _forget(workspace, "exercises", exercises)


def passed(workspace: Workspace) -> frozenset[str]:
    """Return the names of the exercises whose visible checks all passed when they ran last."""
    return _recorded(workspace, "exercises")


def lessons_done(course: Course, workspace: Workspace) -> frozenset[str]:
    """Return the names of the lessons that are done, and remember them.

    A lesson once done stays done: restarting a kernel and clearing the outputs takes nothing away.
    """
    before = _recorded(workspace, "lessons")
    finished = {
        unit.name
        for unit in course.units
        if unit.name not in before
        and last_cell_was_run(course.home / unit.lesson_path, workspace.folder / unit.lesson_path)
    }
    if finished:
        _record(workspace, "lessons", finished)
    return before | finished


def last_cell_was_run(lesson: Path, copy: Path) -> bool:
    """Tell whether the lesson's last code cell has been run in the learner's saved copy.

    The cell is found by its id, because Shift+Enter at the end of a notebook adds an empty one. In
    a copy without that cell the last code cell with something in it counts.
    """
    cells = _code_cells(copy)
    last_ids = [cell.get("id") for cell in _code_cells(lesson)[-1:]]
    same = [cell for cell in cells if cell.get("id") in last_ids]
    return any(cell.get("execution_count") is not None for cell in same or cells[-1:])


def _code_cells(notebook: Path) -> list[dict[str, Any]]:
    cells = read_state(notebook).get("cells", [])
    return [
        cell for cell in cells if cell["cell_type"] == "code" and "".join(cell["source"]).strip()
    ]


def _recorded(workspace: Workspace, kind: str) -> frozenset[str]:
    return frozenset(read_state(_file(workspace)).get(kind, []))


def _record(workspace: Workspace, kind: str, names: set[str]) -> None:
    _write(workspace, kind, _recorded(workspace, kind) | names)


def _forget(workspace: Workspace, kind: str, names: set[str]) -> None:
    known = _recorded(workspace, kind)
    if known & names:
        _write(workspace, kind, known - names)


def _write(workspace: Workspace, kind: str, names: frozenset[str]) -> None:
    content = read_state(_file(workspace))
    content[kind] = sorted(names)
    write_state(_file(workspace), content)


def _file(workspace: Workspace) -> Path:
    return workspace.state / "progress.json"

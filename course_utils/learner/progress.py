"""What a learner has done: lessons that were run to their end and filled in, exercises whose check passed."""

from pathlib import Path, PurePath
from typing import Any

from course_utils.learner.asked import read_asked, source_of
from course_utils.learner.kept import Kept, forget_kept
from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace, read_state, write_state


def record_check(workspace: Workspace, exercise: str, result: dict[str, Any]) -> None:
    """Remember what the checks of an exercise said last.

    Args:
        workspace: the learner's folder.
        exercise: the exercise's name.
        result: what `course check --json` writes.

    Raises:
        OSError: the state cannot be written.
    """
    _checks(workspace).mkdir(exist_ok=True)
    write_state(_checks(workspace) / f"{exercise}.json", result)


def last_check(workspace: Workspace, exercise: str) -> dict[str, Any]:
    """Return what `record_check` was given last, {} if the exercise was not checked since it began."""
    return read_state(_checks(workspace) / f"{exercise}.json")


def points_earned(workspace: Workspace, exercise: str) -> float:
    """Give the points of the checks that passed when they ran last, as the panel and the certificate show them."""
    points = last_check(workspace, exercise).get("points")
    return points if isinstance(points, int | float) else 0


def note_open(workspace: Workspace, notebook: str) -> None:
    """Remember which notebook is in front, by its path in the learner's folder."""
    if open_notebook(workspace) != notebook:
        write_state(workspace.state / "open.json", {"notebook": notebook})


def open_notebook(workspace: Workspace) -> str:
    """Return the notebook that is in front on the learner's page, or was last; "" if there was none."""
    return str(read_state(workspace.state / "open.json").get("notebook", ""))


def forget(course: Course, workspace: Workspace, notebook: PurePath) -> None:
    """Take back what is remembered of a notebook, given by its path in the course: it begins afresh."""
    for unit in course.units:
        if unit.exercise_path == notebook:
            (_checks(workspace) / f"{unit.exercise}.json").unlink(missing_ok=True)
        if unit.lesson_path == notebook:
            _write_lessons(workspace, _lessons(workspace) - {unit.name})
            forget_kept(workspace.state, read_asked(course.home / unit.lesson_path).all_names)


def passed(workspace: Workspace) -> frozenset[str]:
    """Return the names of the exercises whose visible checks all passed when they ran last, with no text left out."""
    files = _checks(workspace).glob("*.json")
    return frozenset(file.stem for file in files if _is_done(read_state(file)))


def _is_done(result: dict[str, Any]) -> bool:
    written = result.get("written", [])
    return bool(result.get("passed")) and all(each.get("begun") for each in written)


def lines_open(lesson: Path, kept: Kept) -> int:
    """Count the lines to fill in of a lesson that were not right yet when they were checked last."""
    return sum(
        not kept.answers.get(name, {}).get("right", False) for name in read_asked(lesson).lines
    )


def lessons_run(course: Course, workspace: Workspace) -> frozenset[str]:
    """Return the names of the lessons that were run to their end, and remember them.

    A lesson once run stays so: restarting a kernel and clearing the outputs takes nothing away.
    """
    before = _lessons(workspace)
    finished = {
        unit.name
        for unit in course.units
        if unit.name not in before
        and last_cell_was_run(course.home / unit.lesson_path, workspace.folder / unit.lesson_path)
    }
    if finished:
        _write_lessons(workspace, before | finished)
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
    """Give the code cells with something in them; what is no cell, in a broken notebook, is none."""
    cells = read_state(notebook).get("cells")
    return [cell for cell in cells if source_of(cell).strip()] if isinstance(cells, list) else []


def _lessons(workspace: Workspace) -> frozenset[str]:
    names = read_state(_file(workspace)).get("lessons")
    if not isinstance(names, list):
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str))


def _write_lessons(workspace: Workspace, names: frozenset[str]) -> None:
    write_state(_file(workspace), {"lessons": sorted(names)})


def _file(workspace: Workspace) -> Path:
    return workspace.state / "progress.json"


def _checks(workspace: Workspace) -> Path:
    return workspace.state / "checks"

from pathlib import Path

import pytest

from course_utils.learner.progress import (
    forget,
    last_cell_was_run,
    lessons_run,
    passed,
    record_check,
)
from course_utils.learner.units import Course, read_course
from course_utils.learner.workspace import Workspace
from tests.checkout import code, make_checkout, make_workspace, write_notebook

LESSON = Path("lessons", "00_first.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return read_course(make_checkout(tmp_path))


@pytest.fixture
def workspace(course: Course, tmp_path: Path) -> Workspace:
    return make_workspace(course, tmp_path)


def test_nothing_is_done_before_a_cell_is_run(course: Course, workspace: Workspace) -> None:
    assert lessons_run(course, workspace) == frozenset()
    assert passed(workspace) == frozenset()


def test_a_lesson_is_done_when_its_last_cell_was_run(course: Course, workspace: Workspace) -> None:
    copy = workspace.folder / LESSON
    write_notebook(copy, code("begin", "1 + 1", 1), code("end", "print()"))
    assert lessons_run(course, workspace) == frozenset()
    write_notebook(copy, code("begin", "1 + 1", 1), code("end", "print()", 2))
    assert lessons_run(course, workspace) == {"first"}


def test_what_is_done_stays_done_when_the_outputs_are_cleared(
    course: Course, workspace: Workspace
) -> None:
    write_notebook(workspace.folder / LESSON, code("end", "print()", 2))
    lessons_run(course, workspace)
    write_notebook(workspace.folder / LESSON, code("end", "print()"))
    assert lessons_run(course, workspace) == {"first"}


def test_passed_exercises_add_up(course: Course, workspace: Workspace) -> None:
    record_check(workspace, "practice_it", {"passed": True})
    record_check(workspace, "another", {"passed": True})
    assert passed(workspace) == {"practice_it", "another"}
    assert lessons_run(course, workspace) == frozenset()


def test_a_check_that_fails_later_takes_an_exercise_back(workspace: Workspace) -> None:
    record_check(workspace, "practice_it", {"passed": True})
    record_check(workspace, "practice_it", {"passed": False})
    assert passed(workspace) == frozenset()


def test_a_notebook_that_begins_afresh_is_forgotten_and_no_other(
    course: Course, workspace: Workspace
) -> None:
    write_notebook(workspace.folder / LESSON, code("end", "print()", 2))
    lessons_run(course, workspace)
    record_check(workspace, "practice_it", {"passed": True})

    forget(course, workspace, Path("exercises", "practice_it", "practice_it.ipynb"))
    assert passed(workspace) == frozenset()
    assert lessons_run(course, workspace) == {"first"}

    write_notebook(workspace.folder / LESSON, code("end", "print()"))
    forget(course, workspace, LESSON)
    assert lessons_run(course, workspace) == frozenset()


@pytest.mark.parametrize(
    ("cells", "run"),
    [
        pytest.param([code("end", "x", 3), code("new", "")], True, id="an empty cell behind it"),
        pytest.param([code("end", "x", 3), code("new", "my own")], True, id="a cell of their own"),
        pytest.param([code("end", "x"), code("new", "my own", 3)], False, id="only their own run"),
        pytest.param([code("begin", "x", 1), code("new", "", 2)], True, id="last cell deleted"),
        pytest.param([], False, id="all cells deleted"),
    ],
)
def test_the_last_cell_is_the_lessons_own(
    tmp_path: Path, cells: list[dict[str, object]], run: bool
) -> None:
    lesson = write_notebook(tmp_path / "lesson.ipynb", code("begin", "x"), code("end", "x"))
    copy = write_notebook(tmp_path / "copy.ipynb", *cells)
    assert last_cell_was_run(lesson, copy) is run


def test_a_copy_that_is_missing_or_half_written_is_not_done(tmp_path: Path) -> None:
    lesson = write_notebook(tmp_path / "lesson.ipynb", code("end", "x"))
    copy = tmp_path / "copy.ipynb"
    assert not last_cell_was_run(lesson, copy)
    copy.write_text('{"cells": [', encoding="utf-8")
    assert not last_cell_was_run(lesson, copy)

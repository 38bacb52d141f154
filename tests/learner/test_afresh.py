from pathlib import Path, PurePosixPath

import pytest

from course_utils.learner.afresh import (
    BegunAfreshError,
    begin_afresh,
    begun_afresh,
    remembering,
)
from course_utils.learner.kept import read_kept
from course_utils.learner.progress import last_check, passed, record_check
from course_utils.learner.units import Course, read_course
from course_utils.learner.workspace import Workspace, write_state
from tests.checkout import code, make_checkout, make_workspace, write_notebook

LESSON = PurePosixPath("lessons/00_first.ipynb")
EXERCISE = PurePosixPath("exercises/practice_it/practice_it.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return read_course(make_checkout(tmp_path))


@pytest.fixture
def workspace(course: Course, tmp_path: Path) -> Workspace:
    return make_workspace(course, tmp_path)


def test_each_time_is_counted_for_the_page_that_has_it_open(
    course: Course, workspace: Workspace
) -> None:
    mine = workspace.folder / EXERCISE
    fresh = mine.read_bytes()
    mine.write_text("mine", encoding="utf-8")
    record_check(workspace, "practice_it", {"passed": True})

    kept = begin_afresh(course, workspace, EXERCISE)
    begin_afresh(course, workspace, EXERCISE)

    assert kept is not None
    assert kept.read_text("utf-8") == "mine"
    assert mine.read_bytes() == fresh
    assert last_check(workspace, "practice_it") == {}
    second = str(EXERCISE).replace(".ipynb", ".kept-2.ipynb")
    assert begun_afresh(workspace) == {str(EXERCISE): {"number": 2, "kept": second}}
    for broken in ({"number": "two"}, 7):
        write_state(workspace.state / "afresh.json", {str(EXERCISE): broken})
        assert begun_afresh(workspace) == {}


def test_a_check_that_runs_while_its_exercise_begins_afresh_is_not_remembered(
    course: Course, workspace: Workspace
) -> None:
    remember = remembering(course, workspace, EXERCISE)
    begin_afresh(course, workspace, EXERCISE)
    with pytest.raises(BegunAfreshError):
        remember("practice_it", {"passed": True})
    assert passed(workspace) == frozenset()

    remember = remembering(course, workspace, EXERCISE)
    begin_afresh(course, workspace, LESSON)
    remember("practice_it", {"passed": True})
    assert passed(workspace) == {"practice_it"}


def test_a_lesson_forgets_what_was_answered_in_it_and_in_no_other(
    course: Course, workspace: Workspace
) -> None:
    write_notebook(course.home / LESSON, code("ask", 'quiz("mine")'))
    folder = workspace.state / "kit"
    folder.mkdir()
    for name in ("mine", "another"):
        write_state(folder / f"quiz.{name}.json", {"choice": "B", "right": True})
    begin_afresh(course, workspace, LESSON)
    assert read_kept(workspace.state).choices.keys() == {"another"}

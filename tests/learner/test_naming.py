from pathlib import Path, PurePosixPath

import pytest

from course_utils.errors import CourseError
from course_utils.learner.naming import assignment_meant, exercise_meant, notebook_meant
from course_utils.learner.progress import note_open
from course_utils.learner.units import Course, read_course
from course_utils.learner.workspace import Workspace
from tests.checkout import make_checkout, make_workspace

EXERCISE = PurePosixPath("exercises/practice_it/practice_it.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return read_course(make_checkout(tmp_path))


@pytest.fixture
def workspace(course: Course, tmp_path: Path) -> Workspace:
    return make_workspace(course, tmp_path)


@pytest.mark.parametrize("name", [None, "02", "2", "practice_it"])
def test_an_exercise_has_a_number_a_name_or_is_the_next_one(
    course: Course, workspace: Workspace, name: str | None
) -> None:
    assert exercise_meant(course, workspace, name) == workspace.folder / EXERCISE


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(("02", "practice_it"), ("2", "practice_it"), ("practice_it", "practice_it")),
        *(("77", "77"), ("unknown", "unknown"), ("1" * 5_000, "1" * 5_000)),
    ],
)
def test_an_assignment_has_a_number_or_a_name(course: Course, name: str, meant: str) -> None:
    assert assignment_meant(course.home, name) == meant
    assert assignment_meant(course.home.parent, name) == name  # where no course is


def test_the_exercise_that_is_open_comes_before_the_next_one(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    text = (checkout / "course.toml").read_text("utf-8")
    more = (
        '[[unit]]\nnumber = 3\nname = "third"\ntitle = "3"\nlesson_minutes = 1\nexercise = "more"\n'
    )
    (checkout / "course.toml").write_text(text + more, encoding="utf-8")
    course, workspace = read_course(checkout), Workspace(tmp_path / "work")
    workspace.prepare()
    note_open(workspace, "exercises/more/more.ipynb")
    assert exercise_meant(course, workspace, None).stem == "more"
    note_open(workspace, "lessons/00_first.ipynb")
    assert exercise_meant(course, workspace, None).stem == "practice_it"


def test_a_path_is_taken_as_it_is(course: Course, workspace: Workspace) -> None:
    path = "downloads/practice_it.ipynb"
    assert exercise_meant(course, workspace, path) == Path(path)


@pytest.mark.parametrize("name", ["0", "7", "practice", "", "²"])
def test_what_is_no_exercise_is_answered_with_what_there_is(
    course: Course, workspace: Workspace, name: str
) -> None:
    with pytest.raises(CourseError, match="There is: 02 practice_it"):
        exercise_meant(course, workspace, name)


@pytest.mark.parametrize(
    ("name", "path"),
    [("02", EXERCISE), ("0", "lessons/00_first.ipynb"), ("02_second", "lessons/02_second.ipynb")],
)
def test_what_begins_afresh_is_a_units_exercise_or_a_lesson(
    course: Course, name: str, path: str
) -> None:
    assert notebook_meant(course, name) == PurePosixPath(path)


def test_a_number_of_any_length_is_answered(course: Course) -> None:
    with pytest.raises(CourseError, match="There is no exercise or lesson 999"):
        notebook_meant(course, "9" * 5000)

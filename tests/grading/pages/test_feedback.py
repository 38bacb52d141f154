import json
import shutil
from pathlib import Path

import pytest

from course_utils.grading.examining.workers import Crew
from course_utils.grading.pages.feedback import FeedbackError, Made, make_feedback
from tests.grading.course import CourseOnDisk, small_course
from tests.grading.notebooks import RIGHT, released, submitted


@pytest.fixture
def course(tmp_path: Path, crew: Crew, empty_gradebook: Path) -> CourseOnDisk:
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    return small_course(tmp_path, crew)


def page(course: CourseOnDisk, student: str) -> str:
    folder = course.root / "feedback" / student / "arithmetic"
    return (folder / "arithmetic.html").read_text()


def test_a_page_shows_what_failed_and_no_hidden_check(course: CourseOnDisk) -> None:
    shows = "from IPython.display import HTML\nHTML('<b>x</b><script>alert(7)</script>')"
    wrong = "def double(number):\n    return 5"
    course.hand_in("ada", submitted({**RIGHT, "double": wrong}, [shows]))
    course.hand_in("eve", released())
    course.grade()
    made = list(make_feedback(course.root, "arithmetic", 1, force=False))
    assert made == [Made(["ada", "eve"], {})]
    text = page(course, "ada")
    assert "double(2) is 4." in text
    assert "A part of this check that is not shown did not pass." in text
    assert "SECRET_OF_SETUP) ==" not in text
    assert "HIDDEN TESTS" not in text
    assert "<script>alert(7)" not in text
    assert "standins" not in text


def test_a_page_does_not_repeat_what_hidden_checks_asked(course: CourseOnDisk) -> None:
    remembers = "asked = []\ndef double(number):\n    asked.append(number)\n    return 2 * number"
    answers = {
        "double": f"{remembers}\nprint('before any check')",
        "add_total": f"{RIGHT['add_total']}\nprint('asked for', asked)",
    }
    course.hand_in("ada", submitted(answers))
    course.grade()
    list(make_feedback(course.root, "arithmetic", 1, force=False))
    text = page(course, "ada")
    assert "before any check" in text
    assert "asked for [2, -3" not in text
    assert "What this cell said is left out here" in text
    outputs = json.dumps([cell.get("outputs") for cell in course.autograded("ada")["cells"]])
    assert "asked for [2, -3, 42" in outputs, "The instructor sees it."


def test_an_error_in_a_check_says_a_sentence_and_no_more(course: CourseOnDisk) -> None:
    tells = "def double(number):\n    raise ValueError('long ' * 200 + 'end of it')"
    course.hand_in("ada", submitted({**RIGHT, "double": tells}))
    course.grade()
    list(make_feedback(course.root, "arithmetic", 1, force=False))
    text = page(course, "ada")
    assert "ValueError: " + "long " * 20 in text
    assert "long " * 100 not in text


def test_nobody_was_graded(course: CourseOnDisk) -> None:
    (course.root / "gradebook.db").unlink()
    with pytest.raises(FeedbackError, match="Run `course grade arithmetic` first"):
        list(make_feedback(course.root, "arithmetic", 1, force=False))


def test_of_whom_no_page_can_be_made_it_is_told_and_the_others_have_theirs(
    course: CourseOnDisk,
) -> None:
    for student in ("ada", "bob", "eve"):
        course.hand_in(student, submitted(RIGHT))
    course.grade()
    (course.root / "autograded" / "bob" / "arithmetic" / "arithmetic.ipynb").write_text("{")
    (made,) = make_feedback(course.root, "arithmetic", 1, force=False)
    assert made.students == ["ada", "eve"]
    assert list(made.failed) == ["bob"]
    assert "Score: 6.0 / 8.0" in page(course, "ada")
    assert "Score: 6.0 / 8.0" in page(course, "eve")


def test_a_page_is_made_again_when_its_notebook_was_graded_again(course: CourseOnDisk) -> None:
    course.hand_in("ada", released())
    course.hand_in("eve", submitted(RIGHT))
    course.grade()
    list(make_feedback(course.root, "arithmetic", 1, force=False))
    kept = course.root / "feedback" / "eve" / "arithmetic" / "arithmetic.html"
    before = kept.stat().st_mtime_ns
    course.hand_in("ada", submitted(RIGHT))
    course.grade()
    list(make_feedback(course.root, "arithmetic", 1, force=False))
    assert "Score: 6.0 / 8.0" in page(course, "ada")
    assert kept.stat().st_mtime_ns == before

import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from course_utils import keys
from course_utils.errors import CourseError
from course_utils.grading.collecting.register import register
from course_utils.grading.collecting.rosters import Person, Roster
from course_utils.grading.examining.workers import Crew
from course_utils.grading.pages.feedback import FeedbackError, Made, make_feedback
from course_utils.grading.records.layout import load_folders
from tests.checkout import ROOT
from tests.grading.course import CourseOnDisk, small_course
from tests.grading.graded import mark
from tests.grading.notebooks import (
    RIGHT,
    SOURCE,
    Notebook,
    answer,
    check,
    markdown,
    notebook,
    released,
    setup,
    submitted,
)
from tests.grading.test_preprocessor import nbgrader_in
from tests.support.made_keys import practice_key

WRONG = {**RIGHT, "double": "def double(number):\n    return 5"}


@pytest.fixture
def course(tmp_path: Path, crew: Crew, empty_gradebook: Path) -> CourseOnDisk:
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    return small_course(tmp_path, crew)


def made(course: CourseOnDisk) -> Made:
    return list(make_feedback(course.root, course.assignment))[-1]


def page(course: CourseOnDisk, student: str) -> str:
    folder = course.root / "feedback" / student / course.assignment
    return (folder / f"{course.assignment}.html").read_text(encoding="utf-8")


def test_a_page_shows_what_failed_and_nothing_of_a_check(course: CourseOnDisk) -> None:
    remembers = "asked = []\ndef double(number):\n    asked.append(number)\n    return 5"
    answers = {
        "double": remembers,
        "add_total": f"{RIGHT['add_total']}\nprint('asked', 'for', asked)",
        "why": "Since **two** <script>alert(7)</script>",
    }
    course.hand_in("ada", submitted(answers))
    course.grade()
    assert made(course) == Made(["ada"], {}, [])
    text = page(course, "ada")
    assert "2 of 8 points" in text
    assert "AssertionError: double(2) is 4." in text
    assert "A part of this check that is not shown did not pass." in text
    assert "return 5" in text, "their own answer"
    assert "Since <strong>two</strong>" in text
    assert "asked for" not in text, "what hidden checks asked, printed by a later cell"
    outputs = json.dumps(course.autograded("ada")["cells"])
    assert "asked for [2, -3" in outputs, "The instructor sees it."
    for leaks in ("SECRET_OF_SETUP", "HIDDEN TESTS", "row = [1, 2]", "<script>", "standins"):
        assert leaks not in text


def test_an_error_in_a_check_says_a_sentence_and_no_more(course: CourseOnDisk) -> None:
    tells = "def double(number):\n    raise ValueError('long ' * 200 + 'end of it')"
    course.hand_in("ada", submitted({**RIGHT, "double": tells}))
    course.grade()
    made(course)
    text = page(course, "ada")
    assert "ValueError: " + "long " * 20 in text
    assert "long " * 100 not in text


def test_a_page_shows_neither_a_key_that_was_handed_in_nor_a_piece_of_it(
    course: CourseOnDisk,
) -> None:
    key = practice_key()
    tells = f"def double(number):\n    raise ValueError(f\"it's {{('{key}')[:40]}}\")"
    course.hand_in("ada", submitted({**RIGHT, "double": tells}))
    course.grade()
    made(course)
    text = page(course, "ada")
    assert keys.label(key) in text
    assert not any(key[at : at + 5] in text for at in range(21, 60))


def test_a_page_of_a_thousand_keys_shows_none(course: CourseOnDisk) -> None:
    """To look for pieces of each would take a quarter of a minute, and of ten times as many half an hour."""
    made_up = [practice_key(seed=seed) for seed in range(1_000)]
    course.hand_in("ada", submitted({**RIGHT, "double": f"double = abs\nkeys = {made_up}"}))
    course.grade()
    made(course)
    text = page(course, "ada")
    assert not any(key in text for key in made_up)
    assert keys.label(made_up[-1]) in text


def ruled() -> tuple[Notebook, Notebook]:
    """Give the source of an exercise with rules in words, and what somebody hands in."""

    def book(code: str) -> Notebook:
        return notebook(
            [
                setup("from course_utils import check", "tools"),
                markdown("## Task 1: twice as much (2 points)"),
                answer(code, "twice"),
                check(
                    'with check("twice", "Two gives four."):\n    check.equal(twice(2), 4)',
                    "twice_of_two",
                    1,
                ),
                check(
                    'with check("twice", "A number comes back."):\n    check.that(twice(3) < 99, "It is large.")',
                    "twice_gives_a_number",
                    1,
                ),
                markdown("## Task 2: done (1 point)"),
                check(
                    'with check("twice", "It is there."):\n    check.that(callable(twice), "")',
                    "twice_is_there",
                    1,
                ),
            ]
        )

    return book("def twice(number):\n    return 2 * number"), book(
        "def twice(number):\n    return 3 * number"
    )


def test_a_rule_stands_in_words_and_what_is_not_yet_kept_is_opened(course: CourseOnDisk) -> None:
    source, wrong = ruled()
    for folder in ("source", "release"):
        (course.root / folder / "arithmetic" / "arithmetic.ipynb").write_text(json.dumps(source))
    course.hand_in("ada", wrong)
    course.grade()
    made(course)
    first, second = page(course, "ada").split('<details class="task"')[1:]
    assert first.startswith(" open>")
    assert "<h2>Task 1: twice as much</h2>" in first
    assert "1 of 2" in first
    told = first[first.index("<dl") : first.index("</dl>")]
    for part in ("<dt>Your code gave</dt><dd>twice(2) gave 6.</dd>", "<dt>Expected</dt><dd>4"):
        assert part in told
    assert "<dt>Why</dt><dd>Two gives four.</dd>" in told
    assert "A number comes back." not in told
    assert second.startswith(">"), "What is kept is folded."


def test_points_and_words_of_a_human_are_on_the_page_at_once(course: CourseOnDisk) -> None:
    course.hand_in("ada", submitted({**RIGHT, "why": "Because."}))
    course.hand_in("eve", released())
    course.grade()
    made(course)
    kept = course.root / "feedback" / "eve" / "arithmetic" / "arithmetic.html"
    before = kept.stat().st_mtime_ns
    assert "6 of 8 points" in page(course, "ada")
    assert "not read yet" in page(course, "ada")
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        place = "why", "arithmetic", "arithmetic", "ada"
        book.find_comment(*place).manual_comment = "Half of it: <b>say</b> why."
        mark(book, "why", "ada", 1.5)
    made(course)
    text = page(course, "ada")
    assert "7.5 of 8 points" in text
    assert "Half of it: &lt;b&gt;say&lt;/b&gt; why." in text
    assert "not read yet" not in text
    assert "handed in before" not in text
    assert kept.stat().st_mtime_ns == before, "Whose grades are as they were has the same page."

    course.hand_in("ada", submitted({**RIGHT, "why": "Something else."}))
    course.grade()
    made(course)
    text = page(course, "ada")
    assert "7.5 of 8 points" in text
    assert "Its points are for what you handed in before" in text


def test_nobody_handed_in_or_nobody_is_graded(course: CourseOnDisk) -> None:
    with pytest.raises(CourseError, match="Nobody has handed in arithmetic"):
        made(course)
    course.hand_in("ada", released())
    with pytest.raises(FeedbackError, match="Run `course grade arithmetic` first"):
        made(course)


def test_who_has_no_page_is_told_with_the_reason_and_the_others_have_theirs(
    course: CourseOnDisk,
) -> None:
    register(
        load_folders(course.root), Roster((Person("cid"), Person("ada", "Ada", "Lovelace")), ())
    )
    for student in ("ada", "bob", "eve"):
        course.hand_in(student, submitted(RIGHT))
    course.grade()
    graded = course.root / "autograded"
    (graded / "bob" / "arithmetic" / "arithmetic.ipynb").write_text("{")
    shutil.copytree(graded / "ada", graded / "stray")
    done = made(course)
    assert done.students == ["ada", "eve"]
    assert done.failed == {
        "bob": "its graded notebook is damaged",
        "stray": "the gradebook has no grades of this student",
    }
    assert done.absent == ["cid"]
    assert "<p>Ada Lovelace</p>" in page(course, "ada")


def test_nbgraders_own_command_makes_the_same_page(course: CourseOnDisk) -> None:
    (course.root / "source").rename(course.root / "solutions")
    (course.root / "release").rename(course.root / "exercises")
    shutil.copy(ROOT / "nbgrader_config.py", course.root)
    course.hand_in("ada", submitted(WRONG))
    course.grade()
    nbgrader_in(course.root, "generate_feedback", "arithmetic")
    theirs = page(course, "ada")
    shutil.rmtree(course.root / "feedback")
    made(course)
    assert page(course, "ada") == theirs
    assert "A part of this check that is not shown did not pass." in theirs
    assert SOURCE["cells"][4]["source"] not in theirs


def test_a_folders_name_is_no_pattern(course: CourseOnDisk) -> None:
    names = ["anna", "[a]nna", "a*", "[red]"]
    for name in names:
        course.hand_in(name, submitted(RIGHT if name == "anna" else WRONG))
    assert len(course.grade().report.rows) == len(names)
    assert made(course) == Made(sorted(names), {}, [])
    assert "6 of 8" in page(course, "anna")
    assert "6 of 8" not in "".join(page(course, name) for name in names[1:])
    assert course.grade(student="a*", force=True).chosen == {"a*"}

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from course_utils.errors import CourseError
from course_utils.grading.records.configuration import CONFIGURATION
from tests.grading.course import CourseOnDisk, Told
from tests.grading.graded import HALF, graded_now, mark, points, write_source
from tests.grading.notebooks import (
    RIGHT,
    submitted,
)


class Locks(Told):
    """Another program begins to write the gradebook when the first submission is about to be graded."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.book = sqlite3.connect(path, isolation_level=None)

    def begin(self, total: int) -> None:
        self.book.execute("BEGIN EXCLUSIVE")


@pytest.fixture
def impatient(course: CourseOnDisk) -> CourseOnDisk:
    """The course with a gradebook whose lock is waited for a tenth of a second; SQLite's own time is five."""
    address = f"sqlite:///{course.root}/gradebook.db?timeout=0.1"
    (course.root / CONFIGURATION).write_text(
        f"c = get_config()\nc.CourseDirectory.db_url = {address!r}"
    )
    return course


def test_points_by_hand_stay_and_wait_again_once_they_are_for_another_answer(
    course: CourseOnDisk,
) -> None:
    def waiting(**options: Any) -> dict[str, list[str]]:
        rows = course.grade(**options).report.rows
        assert {name: row.by_hand for name, row in rows.items()} == {
            "ada": {"why": 1.5},
            "bob": {"partial": 0.5},
            "eve": {},
        }
        return {name: row.waiting for name, row in rows.items() if row.waiting}

    book = Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course")
    with book:
        course.hand_in("ada", submitted({**RIGHT, "why": "Because."}))
        assert course.grade().report.rows["ada"].waiting == ["why"]
        mark(book, "why", "ada", 1.5)
        mark(book, "partial", "bob", 0.5)

        course.hand_in(
            "ada", submitted({**HALF, "why": "Because.\n"})
        )  # other code, the same words
        assert waiting(force=True) == {}

        course.hand_in("ada", submitted({**RIGHT, "why": "Something else."}))
        assert waiting() == {"ada": ["why"]}
        assert waiting(force=True) == {"ada": ["why"]}
        course.hand_in("bob", submitted(RIGHT))
        assert waiting() == {"ada": ["why"], "bob": ["partial"]}
        book.db.expire_all()
        assert book.find_grade("why", "arithmetic", "arithmetic", "ada").needs_manual_grade

        mark(book, "why", "ada", 1.5)  # confirmed
        assert waiting(force=True) == {"bob": ["partial"]}
        course.hand_in("ada", b"no notebook any more")
        assert waiting() == {"ada": ["why"], "bob": ["partial"]}


def test_a_new_gradebook_is_filled_again(course: CourseOnDisk) -> None:
    course.grade()
    (course.root / "gradebook.db").unlink()
    told = Told()
    course.grade(told)
    assert graded_now(told) == ["ada", "bob", "eve"]


def test_a_gradebook_with_other_cells(course: CourseOnDisk) -> None:
    course.grade()
    for folder in ("source", "release"):
        write_source(course, "double_of_two", "double_of_three", folder)
    with pytest.raises(CourseError, match=r"double_of_three.*nbgrader db assignment remove"):
        course.grade()


def test_a_file_that_is_no_gradebook(course: CourseOnDisk) -> None:
    (course.root / "gradebook.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(CourseError, match="is not a gradebook"):
        course.grade()


def test_a_locked_gradebook_loses_nothing(impatient: CourseOnDisk) -> None:
    impatient.grade()
    impatient.hand_in("zoe", submitted(RIGHT))
    lock = sqlite3.connect(impatient.root / "gradebook.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CourseError, match="Another program is writing the gradebook"):
        impatient.grade()
    lock.execute("ROLLBACK")
    lock.close()
    assert points(impatient.grade())["zoe"] == 6


def test_a_gradebook_that_is_locked_meanwhile_loses_nothing(impatient: CourseOnDisk) -> None:
    told = Locks(impatient.root / "gradebook.db")
    with closing(told.book):
        summary = impatient.grade(told)
    assert len(summary.failed) == 3
    for row in summary.failed:
        assert any("Another program is writing the gradebook" in flag for flag in row.flags)
    assert points(impatient.grade()) == {"ada": 6, "bob": 3, "eve": 0}


def test_a_gradebook_of_another_course_keeps_what_it_has(course: CourseOnDisk) -> None:
    path = f"sqlite:///{course.root}/gradebook.db"
    with Gradebook(path, "physics") as book:
        book.add_assignment("waves")
        book.add_notebook("waves", "waves")
        book.add_grade_cell("crest", "waves", "waves", max_score=3, cell_type="code")
        book.add_student("ada")
    assert points(course.grade()) == {"ada": 6, "bob": 3, "eve": 0}
    with Gradebook(path, "physics") as book:
        assert {found.name for found in book.assignments} == {"waves", "arithmetic"}
        assert book.find_grade_cell("crest", "waves", "waves").max_score == 3

import os

import pytest

from course_utils.errors import CourseError
from tests.grading.course import CourseOnDisk, Told
from tests.grading.graded import graded_now, in_gradebook
from tests.grading.notebooks import (
    RIGHT,
    submitted,
)

ODD_BUT_FINE = (
    "-rf",
    "--force",
    "o'hara; drop table student",
    '"$(id)`',
    "[a-z]*?",
    "ünï 名前",
    "a" * 128,
)


NOT_A_NAME = (b"\xff\xfe", b"two\nlines", b"\x1b[2Jclear", b"b" * 129, b" space")


def test_a_folders_name_is_taken_or_refused_in_one_line(course: CourseOnDisk) -> None:
    for name in ODD_BUT_FINE:
        course.hand_in(name, submitted(RIGHT))
    for raw in NOT_A_NAME:
        course.hand_in(os.fsdecode(raw), submitted(RIGHT))
    summary = course.grade()
    names = {repr(os.fsdecode(raw)) for raw in NOT_A_NAME}
    assert {row.student for row in summary.failed} == names
    for row in summary.failed:
        assert [flag.endswith("; rename the folder") for flag in row.flags] == [True]
        assert row.student.isprintable()
    graded = {name: row.points for name, row in summary.report.rows.items() if name not in names}
    assert graded == {"ada": 6, "bob": 3, "eve": 0, **dict.fromkeys(ODD_BUT_FINE, 6)}
    assert in_gradebook(course).keys() == graded.keys()
    told = Told()
    course.grade(told)
    assert set(graded_now(told)) == names


def test_nobody_handed_in(course: CourseOnDisk) -> None:
    (course.root / "submitted").rename(course.root / "elsewhere")
    with pytest.raises(CourseError, match="Nobody has handed in arithmetic"):
        course.grade()


def test_an_unknown_student_and_an_unknown_assignment(course: CourseOnDisk) -> None:
    with pytest.raises(CourseError, match="nobody has not handed in"):
        course.grade(student="nobody")
    with pytest.raises(CourseError, match=r"no assignment 'algebra'.*There are arithmetic"):
        CourseOnDisk(course.root, "algebra").grade()


def test_work_that_stands_beside_where_it_is_looked_for_is_told(course: CourseOnDisk) -> None:
    moved = course.hand_in("cyd", submitted(RIGHT)).parent
    moved.rename(moved.with_name("Arithmetic"))
    flat = course.hand_in("dan", submitted(RIGHT))
    flat.rename(flat.parent.parent / flat.name)
    flat.parent.rmdir()
    course.hand_in("fay", submitted(RIGHT)).parent.rename(
        course.root / "submitted" / "fay" / "other"
    )
    summary = course.grade()
    assert {row.student: row.flags for row in summary.failed} == {
        "cyd": [
            "could not be graded: it is looked for in arithmetic/, and there is Arithmetic; move it there"
        ],
        "dan": [
            "could not be graded: it is looked for in arithmetic/, and there is arithmetic.ipynb; move it there"
        ],
    }
    assert "fay" not in summary.report.rows

import os

from tests.grading.course import CourseOnDisk, Told
from tests.grading.graded import graded_now, points


def test_files_beside_the_notebook_may_have_any_name(course: CourseOnDisk) -> None:
    for raw in (b"\xff.txt", b"two\nlines.txt", b"-rf", b"quote'.txt"):
        (course.folder("ada") / os.fsdecode(raw)).write_text("x")
    assert points(course.grade())["ada"] == 6
    assert (course.root / "autograded" / "ada" / "arithmetic" / os.fsdecode(b"\xff.txt")).exists()


def test_where_nothing_can_be_written_one_fails_and_the_others_are_graded(
    course: CourseOnDisk,
) -> None:
    (course.root / "autograded").mkdir()
    (course.root / "autograded" / "bob").write_text("in the way")
    summary = course.grade()
    assert points(summary) == {"ada": 6, "bob": 0, "eve": 0}
    assert [row.student for row in summary.failed] == ["bob"]
    assert "could not be graded" in summary.report.rows["bob"].flags[0]
    (course.root / "autograded" / "bob").unlink()
    told = Told()
    assert points(course.grade(told)) == {"ada": 6, "bob": 3, "eve": 0}
    assert graded_now(told) == ["bob"]

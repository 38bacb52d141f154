import pytest

from course_utils.errors import CourseError
from tests.grading.course import CourseOnDisk, Told
from tests.grading.graded import points, write_source


def test_a_source_changed_after_its_release_is_graded_as_released(course: CourseOnDisk) -> None:
    course.grade()
    write_source(course, "'double(2) is 4.'", "'Two times two is four.'")
    told = Told()
    assert points(course.grade(told)) == {"ada": 6, "bob": 3, "eve": 0}
    assert any("was changed after its release" in line for line in told.said)


def test_an_assignment_that_was_never_released(course: CourseOnDisk) -> None:
    path = course.root / "release" / "arithmetic"
    path.rename(path.with_name("elsewhere"))
    with pytest.raises(CourseError, match="was never released"):
        course.grade()

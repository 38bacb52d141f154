import pytest

from course_utils.errors import CourseError
from tests.grading.course import CourseOnDisk, Told
from tests.grading.graded import points


def test_a_run_beside_another_of_the_same_assignment_is_refused(course: CourseOnDisk) -> None:
    def second() -> None:
        with pytest.raises(CourseError, match="Another run is grading arithmetic"):
            course.grade()

    assert points(course.grade(Told(each=second))) == {"ada": 6, "bob": 3, "eve": 0}
    assert points(course.grade()) == {"ada": 6, "bob": 3, "eve": 0}

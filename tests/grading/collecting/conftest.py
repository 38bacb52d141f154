import shutil
from pathlib import Path

import pytest

from course_utils.grading.examining.workers import Crew
from tests.grading.course import CourseOnDisk, small_course


@pytest.fixture
def course(tmp_path: Path, crew: Crew, empty_gradebook: Path) -> CourseOnDisk:
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    return small_course(tmp_path, crew)

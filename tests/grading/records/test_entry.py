import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from course_utils.errors import CourseError
from course_utils.grading.records.entry import open_gradebook
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


def test_a_new_gradebook_is_what_nbgrader_makes_though_no_program_is_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    with Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}", "course"):
        theirs = told_by(tmp_path / "theirs.db")
    monkeypatch.setenv("PATH", "")
    open_gradebook(f"sqlite:///{tmp_path / 'ours.db'}", "course").close()
    assert told_by(tmp_path / "ours.db") == theirs


def told_by(path: Path) -> tuple[list[tuple[str]], list[tuple[str]]]:
    with closing(sqlite3.connect(path)) as book:
        tables = book.execute("SELECT sql FROM sqlite_master WHERE sql != '' ORDER BY name")
        return tables.fetchall(), book.execute("SELECT * FROM alembic_version").fetchall()

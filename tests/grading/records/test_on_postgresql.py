"""A class whose gradebook is a database on a real PostgreSQL, named in the configuration."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from course_utils.errors import CourseError
from course_utils.grading.examining.workers import Crew
from course_utils.grading.pages.class_report import write_report
from course_utils.grading.records.layout import load_folders
from course_utils.grading.records.opening import open_gradebook
from tests.grading.course import CourseOnDisk, Told, small_course
from tests.grading.graded import HALF, graded_now, mark, points
from tests.grading.notebooks import RIGHT, released, submitted

FIRST = {"ada": 6, "bob": 3, "eve": 0}


@pytest.fixture
def url(postgresql_url: str) -> str:
    return postgresql_url.replace("postgresql:", "postgresql+psycopg:")


@pytest.fixture
def course(tmp_path: Path, crew: Crew, url: str) -> CourseOnDisk:
    made = small_course(tmp_path, crew)
    (tmp_path / "nbgrader_config.py").write_text(f"get_config().CourseDirectory.db_url = {url!r}\n")
    for student, book in (("ada", RIGHT), ("bob", HALF)):
        made.hand_in(student, submitted(book))
    made.hand_in("eve", released())
    return made


@pytest.fixture
def server(postgresql_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        yield connection


def exported(course: CourseOnDisk) -> dict[str, float]:
    path = write_report(course.root, course.assignment, "csv").path
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["student"]: float(row["points"]) for row in csv.DictReader(lines)}


def in_gradebook(url: str) -> dict[str, float]:
    """Read the points with nbgrader's own class."""
    with Gradebook(url, "default_course") as book:
        found = book.assignment_submissions("arithmetic")
        return {each.student.id: each.score for each in found}


def in_formgrader(course: CourseOnDisk) -> dict[str, float]:
    """Read the points as Formgrader lists them, with queries of its own."""
    asked = NbGraderAPI(CourseDirectory(config=load_folders(course.root).config))
    return {each["student"]: each["score"] for each in asked.get_submissions("arithmetic")}


def test_a_class_is_graded_and_graded_again(
    course: CourseOnDisk, url: str, server: psycopg.Connection, empty_gradebook: Path
) -> None:
    assert points(course.grade()) == in_gradebook(url) == exported(course) == FIRST
    assert not (course.root / "gradebook.db").exists()
    with closing(sqlite3.connect(empty_gradebook)) as file:
        version = file.execute("SELECT * FROM alembic_version").fetchall()
    assert server.execute("SELECT * FROM alembic_version").fetchall() == version

    with Gradebook(url, "default_course") as book:
        mark(book, "why", "ada", 1.5)
    course.hand_in("bob", submitted(RIGHT))
    told = Told()
    again = {"ada": 7.5, "bob": 6, "eve": 0}
    assert points(course.grade(told)) == in_gradebook(url) == exported(course) == again
    assert graded_now(told) == ["bob"]

    course.hand_in("ada", submitted({**RIGHT, "why": "Because."}))
    assert points(course.grade(force=True)) == in_gradebook(url) == exported(course) == again
    assert in_formgrader(course) == again
    with Gradebook(url, "default_course") as book:
        assert book.find_grade("why", "arithmetic", "arithmetic", "ada").needs_manual_grade


def test_a_connection_that_breaks_loses_and_doubles_nothing(
    course: CourseOnDisk, url: str, server: psycopg.Connection
) -> None:
    open_gradebook(url, "default_course").close()
    server.execute(
        "CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
    )
    server.execute(
        "CREATE TRIGGER entering BEFORE INSERT ON source_cell FOR EACH ROW "
        "WHEN (NEW.name = 'partial') EXECUTE FUNCTION hang_up()"
    )
    with pytest.raises(CourseError, match="See that its server runs"):
        course.grade()
    for table in ("assignment", "notebook", "base_cell", "source_cell"):
        assert server.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() == (0,)
    server.execute("DROP TRIGGER entering ON source_cell")

    server.execute(
        "CREATE TRIGGER writing BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION hang_up()"
    )
    summary = course.grade()
    assert len(summary.failed) == 3
    assert all("See that its server runs" in str(row.flags) for row in summary.failed)
    assert server.execute("SELECT count(*) FROM grade").fetchone() == (0,)
    server.execute("DROP TRIGGER writing ON comment")

    assert points(course.grade()) == in_gradebook(url) == FIRST
    entered = server.execute("SELECT count(*), count(DISTINCT name) FROM source_cell").fetchone()
    assert entered == (8, 8)

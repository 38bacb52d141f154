"""A term in small, in a course on disk with a real gradebook; `python -m tests.term` plays one of the real exercises."""

import shutil
from pathlib import Path

from course_utils.grading.examining.workers import Crew
from tests.grading.course import CourseOnDisk, write_book
from tests.grading.graded import HALF
from tests.grading.notebooks import RIGHT, SOURCE, Notebook, released, submitted
from tests.grading.term import LATE_RULE, Given, Term

STUDENTS = 6
NAMES = ("arithmetic", "sums", "last")
MENDED = "double(5) == 11", "double(5) == 10"


def handed_in(n: int) -> Notebook:
    """All right with an answer in words, half right, or untouched."""
    return [submitted({**RIGHT, "why": f"Because of {n}."}), submitted(HALF), released()][n % 3]


def points(n: int) -> float:
    return [6.0, 3.0, 0.0][n % 3]


def test_a_term(tmp_path: Path, crew: Crew, empty_gradebook: Path) -> None:
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    (tmp_path / "nbgrader_config.py").write_text(LATE_RULE)
    for name in NAMES:
        for folder, book in (("source", SOURCE), ("release", released())):
            write_book(tmp_path / folder / name / f"{name}.ipynb", book)
    given = tuple(Given(name, handed_in, points) for name in NAMES)
    grade = lambda name: CourseOnDisk(tmp_path, name, crew).grade()  # noqa: E731
    Term(tmp_path, STUDENTS, given, MENDED, grade).play()

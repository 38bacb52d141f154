"""A small class that was graded, and what became of it."""

from nbgrader.api import Gradebook

from course_utils.grading.events import Summary
from tests.grading.course import CourseOnDisk, Told
from tests.grading.notebooks import (
    RIGHT,
)

HALF = {**RIGHT, "double": "def double(number):\n    return 4"}


def points(summary: Summary) -> dict[str, float]:
    return {name: row.points for name, row in summary.report.rows.items()}


def in_gradebook(course: CourseOnDisk) -> dict[str, dict[str, float | None]]:
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        return {
            submission.student.id: {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions("arithmetic")
        }


def mark(book: Gradebook, cell: str, student: str, points: float) -> None:
    """Give points by hand, as Formgrader does."""
    grade = book.find_grade(cell, "arithmetic", "arithmetic", student)
    grade.manual_score, grade.needs_manual_grade = points, False
    book.db.commit()


def graded_now(told: Told) -> list[str]:
    return sorted(name for name, graded in told.steps if graded)


def write_source(course: CourseOnDisk, old: str, new: str, folder: str = "source") -> None:
    path = course.root / folder / "arithmetic" / "arithmetic.ipynb"
    path.write_text(path.read_text().replace(old, new))

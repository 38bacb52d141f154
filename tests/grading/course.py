"""A course on disk: folders of an instructor's, and what learners handed in."""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course_utils.grading.events import Options, Progress, Summary
from course_utils.grading.examining.workers import Crew
from course_utils.grading.grade_class import grade_class, grade_with
from course_utils.grading.records.report import Row
from tests.grading.notebooks import SOURCE, Notebook, released
from tests.support.submissions import COURSE


@dataclass
class Told(Progress):
    """Remembers what a run told."""

    said: list[str] = field(default_factory=list)
    steps: list[tuple[str, bool]] = field(default_factory=list)
    each: Callable[[], None] = lambda: None

    def say(self, text: str) -> None:
        self.said.append(text)

    def step(self, row: Row, *, graded: bool) -> None:
        self.steps.append((row.student, graded))
        self.each()


@dataclass(frozen=True)
class CourseOnDisk:
    """The folders of a course with one assignment."""

    root: Path
    assignment: str
    crew: Crew | None = None

    def hand_in(self, student: str, book: Notebook | bytes, name: str = "") -> Path:
        body = book if isinstance(book, bytes) else json.dumps(book).encode()
        path = self.folder(student) / (name or f"{self.assignment}.ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        return path

    def folder(self, student: str) -> Path:
        return self.root / "submitted" / student / self.assignment

    def grade(self, told: Told | None = None, **options: Any) -> Summary:
        chosen = Options(**{"jobs": 1, **options})
        if self.crew is None:
            return grade_class(self.root, self.assignment, chosen, told or Told())
        return grade_with(self.crew, self.root, self.assignment, chosen, told or Told())

    def autograded(self, student: str) -> Notebook:
        path = self.root / "autograded" / student / self.assignment / f"{self.assignment}.ipynb"
        book: Notebook = json.loads(path.read_text())
        return book


def small_course(root: Path, crew: Crew | None = None) -> CourseOnDisk:
    """Make a course of the exercise in `notebooks.py`, with nbgrader's own folder names."""
    for folder, book in (("source", SOURCE), ("release", released())):
        write_book(root / folder / "arithmetic" / "arithmetic.ipynb", book)
    return CourseOnDisk(root, "arithmetic", crew)


def real_course(root: Path, assignment: str, folders: Iterable[str] = ()) -> CourseOnDisk:
    """Copy one exercise of this repository."""
    copy_exercise(root, assignment, folders)
    shutil.copyfile(COURSE / "nbgrader_config.py", root / "nbgrader_config.py")
    return CourseOnDisk(root, assignment)


def copy_exercise(root: Path, assignment: str, folders: Iterable[str] = ()) -> None:
    for folder in ("solutions", "exercises", *folders):
        shutil.copytree(COURSE / folder / assignment, root / folder / assignment)


def write_book(path: Path, book: Notebook) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(book))

"""Feedback pages of a class, made from its graded notebooks and the gradebook as it stands now."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.grading.collecting.register import registered
from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.coursework.students import call_the_roll
from course_utils.grading.pages.feedback_page import feedback_page
from course_utils.grading.records.gradebook import Ledger
from course_utils.grading.records.layout import Folders, load_folders

_AT_ONCE = 25
"""Students whose grades are held in memory: a class may have thousands."""


class FeedbackError(CourseError):
    """Feedback pages could not be made."""


@dataclass
class Made:
    """Whose pages are there by now, and whose could not be made, with the reason; who has none to be made."""

    students: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)


def make_feedback(root: Path, assignment: str) -> Iterator[Made]:
    """Make the pages of everybody who was graded; tell how far it is, again and again.

    A page that is there and says the same is left as it is. Only pages are made: no file that a learner handed in
    beside the notebook is copied.

    Raises:
        FeedbackError: nobody was graded.
        CourseError: nobody handed in, or the assignment or the gradebook can't be read.
    """
    folders = load_folders(root)
    loaded = load_assignment(folders.source, assignment)
    graded = folders.autograded.glob(f"*/{escape(assignment)}/*.ipynb")
    students = sorted({path.parent.parent.name for path in graded})
    if not students:
        call_the_roll(folders.submitted, assignment, None)
        raise FeedbackError(
            f"Nobody's {assignment} is graded yet. Run `course grade {assignment}` first."
        )
    names = {person.student: person.full_name for person in registered(folders)}
    made = Made(absent=sorted(names.keys() - set(students)))
    with Ledger(folders, loaded) as ledger:
        for first in range(0, len(students), _AT_ONCE):
            pages = Pages(folders, ledger, students[first : first + _AT_ONCE], names)
            for student in pages.students:
                try:
                    pages.write(student)
                except (OSError, ValueError, KeyError, TypeError, _NoGradesError) as error:
                    made.failed[student] = _reason(error)
                else:
                    made.students.append(student)
            yield made


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename} can't be read or written: {error.strerror}"
    return str(error) if isinstance(error, _NoGradesError) else "its graded notebook is damaged"


class _NoGradesError(CourseError):
    """The gradebook knows no submission of somebody's."""


class Pages:
    """The pages of some students, whose grades are read at once."""

    def __init__(
        self, folders: Folders, ledger: Ledger, students: Sequence[str], names: dict[str, str]
    ) -> None:
        self.students = students
        self._folders, self._assignment, self._names = folders, ledger.assignment, names
        self._standings = ledger.standings(students)
        self._comments = ledger.comments(students)
        self._most = sum(cell.points for sheet in self._assignment.sheets for cell in sheet.graded)

    def write(self, student: str) -> None:
        """Write a student's pages, one for each notebook.

        Raises:
            KeyError: the gradebook knows nothing of the student, or a graded notebook is damaged.
            ValueError: a graded notebook is damaged; so does TypeError tell.
            OSError: one is missing, or a page can't be written.
        """
        for sheet in self._assignment.sheets:
            graded = self._folders.autograded / student / self._assignment.name
            book = json.loads((graded / f"{sheet.name}.ipynb").read_bytes())
            page = self._folders.feedback / student / self._assignment.name / f"{sheet.name}.html"
            text = self.page(student, sheet.name, book["cells"])
            if not page.is_file() or page.read_text(encoding="utf-8") != text:
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(text, encoding="utf-8")

    def page(self, student: str, notebook: str, cells: Sequence[Any]) -> str:
        """Make a page; see `write`."""
        if student not in self._standings:
            raise _NoGradesError("the gradebook has no grades of this student")
        return feedback_page(
            next(sheet for sheet in self._assignment.sheets if sheet.name == notebook),
            cells,
            self._names.get(student) or student,
            self._standings[student],
            self._comments[student],
            self._most,
        )

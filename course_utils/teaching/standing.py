"""How an assignment stands: handed in, graded, to look at, waiting for a human."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import MissingEntry

from course_utils.grading.coursework.students import students
from course_utils.grading.records.layout import Folders
from course_utils.grading.records.opening import (
    UNUSABLE,
    GradebookError,
    gradebook_file,
    open_gradebook,
    quiet,
)
from course_utils.grading.records.report import Report, Row
from course_utils.grading.records.standing import standings

SERVER_LOOK_SECONDS = 20.0
"""How long what a gradebook on a server says is taken for true: no file tells of a change."""


@dataclass(frozen=True)
class Numbers:
    """How many students; `report_page` tells whether the class's page is there."""

    handed_in: int
    graded: int
    to_look_at: int
    waiting: int
    report_page: bool


class Counter:
    """Counts, and counts again when something has changed."""

    def __init__(self, folders: Folders, clock: Callable[[], float] = time.monotonic) -> None:
        self._folders, self._clock = folders, clock
        self._known: dict[str, tuple[object, list[Row]]] = {}

    def numbers(self, assignment: str, *, busy: bool) -> Numbers:
        """Count an assignment.

        Args:
            assignment: its name.
            busy: a command runs; the gradebook is its own, and what a human gives meanwhile is counted later.
        """
        rows = self._rows(assignment, busy=busy)
        graded = [row for row in rows if not row.failed]
        return Numbers(
            handed_in=len(students(self._folders.submitted, assignment)),
            graded=len(graded),
            to_look_at=sum(bool(row.flags) for row in rows),
            waiting=sum(bool(row.waiting) for row in rows),
            report_page=(self._folders.reports / f"{assignment}.html").is_file(),
        )

    def _rows(self, assignment: str, *, busy: bool) -> list[Row]:
        reports = self._folders.reports
        files = [reports / f"{assignment}.json", reports / f".{assignment}.journal"]
        state = (_changed(files), None if busy else self._state_of_gradebook())
        if assignment not in self._known or self._known[assignment][0] != state:
            report = Report(reports, assignment)
            if report.rows and not busy:
                self._bring_up_to_date(report, assignment)
            self._known[assignment] = state, list(report.rows.values())
        return self._known[assignment][1]

    def _state_of_gradebook(self) -> object:
        file = gradebook_file(self._folders.db_url)
        return _changed([file]) if file else self._clock() // SERVER_LOOK_SECONDS

    def _bring_up_to_date(self, report: Report, assignment: str) -> None:
        """Take over what a human has given since; what the gradebook does not tell stays as it was graded."""
        try:
            with quiet():
                book = open_gradebook(self._folders.db_url, self._folders.course_id)
            try:
                found = book.find_assignment(assignment)
                report.bring_up_to_date(standings(book.db, found.id))
            finally:
                book.close()
        except (*UNUSABLE, GradebookError, MissingEntry):
            return


def _changed(files: Iterable[Path]) -> tuple[int, ...]:
    return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)

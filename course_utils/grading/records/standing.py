"""What a class has by now in nbgrader's gradebook: judged, given by hand, extra, and taken off for being late."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.api import Notebook as NotebookRow

Place = tuple[str, str]
"""A notebook's name and a cell's."""


@dataclass
class Standing:
    """One student's grades of an assignment, by place, as nbgrader counts them: by hand goes before judged."""

    judged: dict[Place, float | None] = field(default_factory=dict)
    by_hand: dict[Place, float] = field(default_factory=dict)
    extra: dict[Place, float] = field(default_factory=dict)
    late_seconds: float = 0.0
    late_penalty: float = 0.0
    again: set[Place] = field(default_factory=set)
    """What was given by hand for something else than what is handed in by now, as Formgrader marks it."""

    @property
    def points(self) -> float:
        """Give what is left of all of it, as Formgrader shows it."""
        counting = {place: got for place, got in self.judged.items() if got is not None}
        counting |= self.by_hand
        extra = sum(points for place, points in self.extra.items() if place in counting)
        return sum(counting.values()) + extra - self.late_penalty


def standings(
    session: Any, assignment_id: str, students: Collection[str] | None = None
) -> dict[str, Standing]:
    """Read some students' standing, or everybody's who has a submission."""
    submission, notebook = SubmittedAssignment.__table__.c, SubmittedNotebook.__table__.c
    grade, cell, book = Grade.__table__.c, BaseCell.__table__.c, NotebookRow.__table__.c
    mine = submission.assignment_id == assignment_id
    if students is not None:
        mine &= submission.student_id.in_(students)
    whose = (submission.student_id, submission.timestamp, submission.extension)
    penalties = sa.select(
        *whose, sa.func.coalesce(sa.func.sum(notebook.late_submission_penalty), 0.0)
    ).where(mine, notebook.assignment_id == submission.id)
    due = session.scalar(
        sa.select(Assignment.__table__.c.duedate).where(Assignment.__table__.c.id == assignment_id)
    )
    found = {
        student: Standing(
            late_seconds=_seconds_late(timestamp, due, extension), late_penalty=penalty
        )
        for student, timestamp, extension, penalty in session.execute(penalties.group_by(*whose))
    }
    grades = sa.select(
        submission.student_id,
        book.name,
        cell.name,
        grade.auto_score,
        grade.manual_score,
        grade.extra_credit,
        grade.needs_manual_grade,
    ).where(
        mine,
        notebook.assignment_id == submission.id,
        notebook.notebook_id == book.id,
        grade.notebook_id == notebook.id,
        grade.cell_id == cell.id,
    )
    for student, in_book, name, judged, by_hand, extra, waits in session.execute(grades):
        standing, place = found[student], (in_book, name)
        standing.judged[place] = judged
        if by_hand is not None:
            standing.by_hand[place] = by_hand
            standing.again |= {place} if waits else set()
        if extra:
            standing.extra[place] = extra
    return found


def _seconds_late(
    timestamp: datetime | None, due: datetime | None, extension: timedelta | None
) -> float:
    if timestamp is None or due is None:
        return 0.0
    return max(0.0, (timestamp - due - (extension or timedelta())).total_seconds())


def comments(
    session: Any, assignment_id: str, students: Collection[str]
) -> dict[str, dict[Place, str]]:
    """Read what is said of some students' answers: a human's words go before the grader's."""
    submission, notebook = SubmittedAssignment.__table__.c, SubmittedNotebook.__table__.c
    comment, cell, book = Comment.__table__.c, BaseCell.__table__.c, NotebookRow.__table__.c
    said = sa.func.coalesce(comment.manual_comment, comment.auto_comment)
    found: dict[str, dict[Place, str]] = {student: {} for student in students}
    rows = sa.select(submission.student_id, book.name, cell.name, said).where(
        submission.assignment_id == assignment_id,
        submission.student_id.in_(students),
        notebook.assignment_id == submission.id,
        notebook.notebook_id == book.id,
        comment.notebook_id == notebook.id,
        comment.cell_id == cell.id,
        said != "",
    )
    for student, in_book, name, text in session.execute(rows):
        found[student][in_book, name] = text
    return found

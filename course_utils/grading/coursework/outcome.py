"""What became of one submission: its marks, its flags, its notebooks."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from course_utils.grading.coursework.verdict import Verdict
from course_utils.notebooks.matching import Paper
from course_utils.notebooks.sheet import GRADED, Sheet


@dataclass(frozen=True)
class CheckMark:
    """What one graded cell got. `points` None: a human decides.

    `answer` is a fingerprint of what the learner wrote that they are for, "" where that could not be read.
    """

    notebook: str
    grade_id: str
    points: float | None
    most: float
    answer: str = ""


@dataclass
class Outcome:
    """A graded submission. `notebooks` are as `autograded/` holds them (nbformat 4, by name)."""

    student: str
    digest: str
    timestamp: datetime | None = None
    marks: list[CheckMark] = field(default_factory=list)
    unanswered: list[tuple[str, str]] = field(default_factory=list)
    untouched: bool = False
    """Whether all answers and all code are as they were given out, and earned nothing."""
    flags: list[str] = field(default_factory=list)
    seconds: float = 0.0
    failed: bool = False
    disturbed: bool = False
    """See `Verdict.disturbed`."""
    notebooks: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def points(self) -> float:
        return sum(mark.points or 0 for mark in self.marks)

    @property
    def lost_points(self) -> bool:
        """Whether a check has less than all. Words that nobody wrote have lost nothing."""
        return any(
            mark.points is not None and mark.points < mark.most
            for mark in self.marks
            if (mark.notebook, mark.grade_id) not in self.unanswered
        )

    @property
    def most(self) -> float:
        return sum(mark.most for mark in self.marks)


def given_up(student: str, error: Exception) -> Outcome:
    """Make the outcome of a submission that a fault kept from being graded."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Outcome(student, "", failed=True, flags=[f"could not be graded: {why}"])


def marks_of(sheet: Sheet, paper: Paper, verdict: Verdict) -> list[CheckMark]:
    marks, code = [], _fingerprint(paper.learners_cells)
    for cell in paper.cells:
        answer = code
        if cell.kind == "check":
            points = verdict.cells[cell.place].points if cell.place in verdict.cells else 0.0
        elif cell.kind == "written":
            points, answer = None if cell.changed else 0.0, _fingerprint([cell.source])
        elif cell.kind == "task":
            points, answer = None, _fingerprint(paper.learners_texts)
        else:
            continue
        marks.append(CheckMark(sheet.name, str(cell.grade_id), points, cell.points, answer))
    return marks


def _fingerprint(written: Sequence[str]) -> str:
    return hashlib.sha256(repr([text.strip() for text in written]).encode()).hexdigest()


def no_marks(sheet: Sheet) -> list[CheckMark]:
    return [
        CheckMark(sheet.name, cell.grade_id, 0.0, cell.points)
        for cell in sheet.cells
        if cell.kind in GRADED
    ]


def unanswered_of(sheet: Sheet, paper: Paper) -> list[tuple[str, str]]:
    return [
        (sheet.name, str(cell.grade_id))
        for cell in paper.cells
        if cell.kind in ("answer", "written") and not cell.changed
    ]

"""What a learner gets back: their points, a row a rule in words, and what is not yet right opened, task by task.

Nothing of a check's source stands there, and no output of a learner's own cell: a function may remember what
hidden checks asked it, and a later cell print that.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from course_utils.grading.pages.filling import fill
from course_utils.grading.pages.html import harmless_markdown
from course_utils.grading.records.standing import Place, Standing
from course_utils.notebooks.messages import Parts, parts
from course_utils.notebooks.sheet import GRADED, Kind, Sheet, SheetCell, without_hidden_checks

_NOT_ATTEMPTED = "NotAttempted"
_TELL_BY_THEMSELVES = ("NotYet", _NOT_ATTEMPTED)
"""Errors of `course_utils.checks`: their lines are written for the learner."""

_LONGEST_SAID = 300
"""Characters of another error in a check: enough for a sentence, too few to carry a list of questions."""

_NO_MESSAGE = "This check did not pass."
_HIDDEN_FAILED = "A part of this check that is not shown did not pass."
_POINTS_IN_HEADING = re.compile(r"\s*\([\d.]+ points?\)\s*$")


@dataclass(frozen=True)
class Row:
    """A rule, or an answer that a person marks.

    Attributes:
        text: the rule in words, or the name of its check.
        kind: see `Kind`.
        most: its points, and `got` what of them counts; None while a person is still to decide.
        extra: points that come on top.
        said: what the check said, where it did not give all its points.
        untouched: it says that the task was not begun.
        comment: a person's, or that nothing was written.
    """

    text: str
    kind: Kind
    most: float
    got: float | None
    extra: float
    said: Parts | None
    untouched: bool
    comment: str

    @property
    def state(self) -> str:
        """`kept`, `part`, `not yet`, or `waits` for a person."""
        if self.got is None:
            return "waits"
        if self.got >= self.most:
            return "kept"
        return "part" if self.got > 0 else "not yet"


@dataclass(frozen=True)
class Answer:
    """What the learner handed in: code as it was typed, or a text as HTML."""

    code: str = ""
    html: str = ""


@dataclass(frozen=True)
class Task:
    """What stands under one heading."""

    heading: str
    rows: tuple[Row, ...]
    answers: tuple[Answer, ...]
    comments: tuple[str, ...]
    """On its code."""

    @property
    def points(self) -> float:
        return sum((row.got or 0.0) + row.extra for row in self.rows)

    @property
    def most(self) -> float:
        return sum(row.most for row in self.rows)

    @property
    def waits(self) -> bool:
        return any(row.state == "waits" for row in self.rows)

    @property
    def all_kept(self) -> bool:
        remarks = [*self.comments, *(row.comment for row in self.rows)]
        return not any(remarks) and all(row.state == "kept" for row in self.rows)


def feedback_page(
    sheet: Sheet,
    cells: Sequence[Mapping[str, Any]],
    name: str,
    standing: Standing,
    comments: Mapping[Place, str],
    most: float,
) -> str:
    """Make a learner's page of one notebook.

    Args:
        sheet: the notebook as it was given out.
        cells: those of the graded notebook, as nbformat 4 has them.
        name: how the learner is called.
        standing: their grades of the assignment.
        comments: those on their answers.
        most: the points of the assignment.

    Raises:
        KeyError: a cell lacks what every cell has.
        TypeError: it is of another kind.
    """
    graded = {str(cell["metadata"].get("nbgrader", {}).get("grade_id")): cell for cell in cells}
    named = groupby(sheet.cells, key=lambda cell: cell.heading)
    tasks = [
        _task(heading, list(group), sheet.name, graded, standing, comments)
        for heading, group in named
    ]
    tasks = [task for task in tasks if task.rows or task.answers]
    return fill(
        "feedback.html",
        notebook=sheet.name,
        name=name,
        tasks=tasks,
        standing=standing,
        most=most,
        waiting=any(task.waits for task in tasks),
    )


def _task(
    heading: str,
    cells: Sequence[SheetCell],
    notebook: str,
    graded: Mapping[str, Mapping[str, Any]],
    standing: Standing,
    comments: Mapping[Place, str],
) -> Task:
    rows, answers, on_code = [], [], []
    for cell in cells:
        there, place = graded.get(cell.grade_id, {}), (notebook, cell.grade_id)
        if cell.kind in GRADED:
            rows.append(_row(cell, there, standing, place, comments.get(place, "")))
        if cell.kind in ("answer", "written") and there:
            source = _text(there["source"])
            is_code = there["cell_type"] == "code"
            answers.append(
                Answer(code=source) if is_code else Answer(html=harmless_markdown(source))
            )
        if cell.kind == "answer" and place in comments:
            on_code.append(comments[place])
    named = _POINTS_IN_HEADING.sub("", heading) or notebook
    return Task(named, tuple(rows), tuple(answers), tuple(on_code))


def _row(
    cell: SheetCell,
    there: Mapping[str, Any],
    standing: Standing,
    place: Place,
    comment: str,
) -> Row:
    got = standing.by_hand.get(place, standing.judged.get(place))
    if cell.kind == "check":
        text = cell.rule[1] or cell.grade_id.replace("_", " ")
    else:
        text = "Your answer, which a person reads."
    if place in standing.again:
        text = (
            f"{text} Its points are for what you handed in before, until a person reads it again."
        )
    missed = cell.kind == "check" and got is not None and got < cell.points
    error = next(
        (each for each in there.get("outputs", ()) if each["output_type"] == "error"), None
    )
    return Row(
        text=text,
        kind=cell.kind,
        most=cell.points,
        got=got,
        extra=standing.extra.get(place, 0.0),
        said=_said(cell, error) if missed else None,
        untouched=error is not None and error["ename"] == _NOT_ATTEMPTED,
        comment=comment,
    )


def _said(cell: SheetCell, error: Mapping[str, Any] | None) -> Parts:
    if error is None:
        return Parts(_NO_MESSAGE, "", ())
    text = _text(error["evalue"])
    if error["ename"] in _TELL_BY_THEMSELVES:
        return parts(text)
    is_partly_hidden = without_hidden_checks(cell.source) != cell.source.strip()
    nothing = _HIDDEN_FAILED if is_partly_hidden else _NO_MESSAGE
    return Parts(f"{error['ename']}: {text[:_LONGEST_SAID] or nothing}", "", ())


def _text(written: str | Sequence[str]) -> str:
    """Give a text of nbformat's, which may be a list of lines."""
    return written if isinstance(written, str) else "".join(written)

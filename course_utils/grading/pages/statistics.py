"""What a class's grades say of its rules: how hard each is, whether it tells the strong from the weak, who is where."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.records.report import Row
from course_utils.notebooks.sheet import GRADED

_TENTHS = 10
_FEWEST_TO_COMPARE = 6


@dataclass(frozen=True)
class Rule:
    """A graded cell, and what the class got for it.

    Attributes:
        name: as the report names it.
        task: the task's name.
        text: the sentence of the rule, or the heading of an answer in words.
        most: its points.
        share: points given, of all that could be, between 0 and 1; None where nobody was judged.
        tells_apart: the share of the upper third less that of the lower third, -1 to 1; None for fewer than six.
        missed: how many who tried did not get all points.
        tried: how many were judged and had not left the whole exercise untouched.
    """

    name: str
    task: str
    text: str
    most: float
    share: float | None
    tells_apart: float | None
    missed: int
    tried: int


@dataclass(frozen=True)
class ClassFigures:
    """A class's grades, as the page shows them. `columns` counts students by tenths of the points, lowest first."""

    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    columns: tuple[int, ...]
    median: float | None
    most: float
    waiting: tuple[str, ...]
    untouched: tuple[str, ...]
    failed: tuple[str, ...]


def figures_of(rows: Sequence[Row], assignment: Assignment) -> ClassFigures:
    """Count. Who could not be graded or has left everything untouched is counted apart, and in no rule."""
    judged = [row for row in rows if not row.failed and not row.untouched]
    columns = [0] * _TENTHS
    for row in judged:
        part = row.points / row.most if row.most else 0.0
        columns[min(_TENTHS - 1, max(0, int(part * _TENTHS)))] += 1
    return ClassFigures(
        rows=tuple(rows),
        rules=tuple(_rules(judged, assignment)),
        columns=tuple(columns),
        median=median(row.points for row in judged) if judged else None,
        most=max((row.most for row in rows), default=0.0),
        waiting=tuple(row.student for row in rows if row.waiting),
        untouched=tuple(row.student for row in rows if row.untouched and not row.failed),
        failed=tuple(row.student for row in rows if row.failed),
    )


def _rules(judged: Sequence[Row], assignment: Assignment) -> list[Rule]:
    several = len(assignment.sheets) > 1
    ranked = sorted(judged, key=lambda row: row.points)
    third = len(ranked) // 3
    rules = []
    for sheet in assignment.sheets:
        for cell in sheet.cells:
            if cell.kind not in GRADED:
                continue
            name = f"{sheet.name}/{cell.grade_id}" if several else cell.grade_id
            task, text = cell.rule if cell.kind == "check" else (cell.grade_id, cell.heading)
            share = _share(ranked, name, cell.points)
            upper, lower = (
                _share(part, name, cell.points) for part in (ranked[-third:], ranked[:third])
            )
            compared = len(ranked) >= _FEWEST_TO_COMPARE and None not in (upper, lower)
            got = [points for row in ranked if (points := row.checks.get(name)) is not None]
            rules.append(
                Rule(
                    name=name,
                    task=task,
                    text=text,
                    most=cell.points,
                    share=share,
                    tells_apart=(upper or 0.0) - (lower or 0.0) if compared else None,
                    missed=sum(points < cell.points for points in got),
                    tried=len(got),
                )
            )
    return rules


def _share(rows: Sequence[Row], name: str, most: float) -> float | None:
    got = [points for row in rows if (points := row.checks.get(name)) is not None]
    return sum(got) / (most * len(got)) if got and most else None

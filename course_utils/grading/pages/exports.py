"""Grades as files that other programs import: plain CSV, Canvas's gradebook, Moodle's grade import.

Canvas: *Importing grades* wants the columns Student, ID, SIS User ID, SIS Login ID and Section, and one that is called
as the assignment; it finds a student by ID or SIS Login ID. Moodle: *Grade import, CSV file* finds a student by a column
of one's choice, here the mail's address or the ID number. Who could not be graded gets no zero: an empty cell, and in
Moodle's file a dash, since there an empty cell can be a grade.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from course_utils.grading.collecting.rosters import Person
from course_utils.grading.records.report import Row

_ENDS_A_CELL = re.compile(r"([;\t\r\n])")


def export(rows: Sequence[Row], people: Mapping[str, Person], assignment: str, form: str) -> str:
    """Give the file's text.

    Args:
        rows: the report's lines.
        people: whom the gradebook knows, by student's id.
        assignment: its name, the heading of the column of points.
        form: for whom it is.
    """
    if form == "canvas":
        return _text(_canvas(rows, people, assignment))
    if form == "moodle":
        return _text(_moodle(rows, people, assignment))
    return _text(_plain(rows, people))


def _plain(rows: Sequence[Row], people: Mapping[str, Person]) -> Iterable[Sequence[object]]:
    checks = list(dict.fromkeys(name for row in rows for name in row.checks))
    yield [
        "student", "last name", "first name", "points", "of", "given by hand", "extra", "late by hours",
        "late penalty", "waits for a human", "untouched", "could not be graded", "flags", *checks,
    ]  # fmt: skip
    for row in rows:
        person = people.get(row.student, Person(row.student))
        yield [
            row.student,
            person.last_name,
            person.first_name,
            "" if row.failed else _number(row.points),
            _number(row.most),
            _number(sum(row.by_hand.values())),
            _number(sum(row.extra.values())),
            _number(round(row.late_seconds / 3600, 2)),
            _number(row.late_penalty),
            "yes" if row.waiting else "no",
            "yes" if row.untouched else "no",
            "yes" if row.failed else "no",
            "; ".join(row.flags),
            *(
                "" if row.checks.get(name) is None else _number(row.checks[name] or 0)
                for name in checks
            ),
        ]


def _canvas(
    rows: Sequence[Row], people: Mapping[str, Person], assignment: str
) -> Iterable[Sequence[object]]:
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment]
    most = max((row.most for row in rows), default=0.0)
    yield ["    Points Possible", "", "", "", "", _number(most)]
    for row in rows:
        person = people.get(row.student, Person(row.student))
        name = ", ".join(filter(None, (person.last_name, person.first_name))) or row.student
        points = "" if row.failed else _number(row.points)
        yield [name, person.lms_user_id, "", row.student, "", points]


def _moodle(
    rows: Sequence[Row], people: Mapping[str, Person], assignment: str
) -> Iterable[Sequence[object]]:
    yield ["ID number", "Email address", "First name", "Last name", assignment]
    for row in rows:
        person = people.get(row.student, Person(row.student))
        points = "-" if row.failed else _number(row.points)
        yield [row.student, person.email, person.first_name, person.last_name, points]


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _text(rows: Iterable[Sequence[object]]) -> str:
    """Write a table; what a spreadsheet would take for a formula gets an apostrophe before it."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(
        [_harmless(str(cell)) for cell in row] for row in rows
    )
    return target.getvalue()


def _harmless(cell: str) -> str:
    """Look at each part that is a cell of its own where a semicolon or a tab stands between cells."""
    return "".join(_without_formula(part) for part in _ENDS_A_CELL.split(cell))


def _without_formula(part: str) -> str:
    begins = part.lstrip(' "')[:1]
    if begins in ("=", "+", "@") or (begins == "-" and not _is_no_formula(part)):
        return f"'{part}"
    return part


def _is_no_formula(cell: str) -> bool:
    """Tell whether what begins with a dash is a number, or the dash alone."""
    try:
        float(cell)
    except ValueError:
        return cell == "-"
    return True

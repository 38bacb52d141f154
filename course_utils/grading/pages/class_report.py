"""Brings a class's report up to date with the gradebook, and writes it as a page or for another program."""

from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.collecting.register import registered
from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.pages.class_page import class_page, read_notes
from course_utils.grading.pages.exports import export
from course_utils.grading.pages.statistics import figures_of
from course_utils.grading.records.gradebook import Ledger
from course_utils.grading.records.layout import load_folders
from course_utils.grading.records.report import Report
from course_utils.leaks.text import redacted


class NoReportError(CourseError):
    """There is nothing to report yet."""


@dataclass(frozen=True)
class Written:
    """Where the report lies, and how many in it wait for a human."""

    path: Path
    waiting: int


def write_report(root: Path, assignment: str, form: str, output: Path | None = None) -> Written:
    """Write the report.

    Args:
        root: the folder of the course.
        assignment: its name.
        form: "html", "csv", "canvas" or "moodle".
        output: where to; by default `report/ASSIGNMENT.html`, or with the form's name `….csv`.

    Raises:
        NoReportError: nobody has been graded.
        CourseError: the assignment or the gradebook can't be read.
        OSError: it can't be written.
    """
    folders = load_folders(root)
    loaded = load_assignment(folders.source, assignment)
    report = Report(folders.reports, assignment)
    if not report.rows:
        raise NoReportError(f"Nobody has been graded: run `course grade {assignment}` first.")
    with Ledger(folders, loaded) as ledger:
        report.bring_up_to_date(ledger.standings())
    people = {person.student: person for person in registered(folders)}
    rows = [report.rows[name] for name in sorted(report.rows)]
    if form == "html":
        names = {student: person.full_name for student, person in people.items()}
        notes = read_notes(folders.source, assignment)
        text = class_page(assignment, figures_of(rows, loaded), notes, names)
        name = f"{assignment}.html"
    else:
        text = redacted(export(rows, people, assignment, form))
        name = f"{assignment}.csv" if form == "csv" else f"{assignment}.{form}.csv"
    target = output or folders.reports / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="")
    return Written(target, sum(bool(row.waiting) for row in rows))

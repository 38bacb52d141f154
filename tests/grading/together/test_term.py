"""A term played through as an instructor types it, and its exports compared with the gradebook line by line.

A roster, three assignments, resubmissions, late ones, a mended check, answers marked by hand, and feedback given back.
"""

import csv
import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from course_utils.commands import main
from course_utils.grading.examining.workers import Crew
from tests.grading.course import CourseOnDisk
from tests.grading.graded import HALF
from tests.grading.notebooks import RIGHT, SOURCE, Notebook, released, submitted

STUDENTS = 6
NAMES = ("arithmetic", "sums", "last")
DUE = datetime(2026, 11, 20, 12, tzinfo=UTC)
MENDED = "double(5) == 10", "double(6) == 12"
LATE = "c = get_config()\nc.AssignLatePenalties.plugin_class = 'late_rule.OnePoint'\n"
RULE = """
from nbgrader.plugins import LateSubmissionPlugin
class OnePoint(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 1.0
"""


def play(root: Path, crew: Crew | None, students: int = STUDENTS) -> None:
    """Play a term in an empty folder.

    Args:
        root: the folder; the working directory as well.
        crew: what grades; None begins boxes for each run.
        students: how many there are.
    """
    write_course(root)
    typed("roster", "roster.csv")
    for name in NAMES:
        course = CourseOnDisk(root, name, crew)
        handed_in(root, name, {n: book_of(n) for n in range(students)})
        typed("collect", f"{name}.zip", name)
        with opened(root) as book:
            book.update_or_create_assignment(name, duedate=DUE.replace(tzinfo=None))
            book.db.commit()
        course.grade()
    resubmitted(root, crew)
    mended(root, crew)
    marked_by_hand(root)
    given_back(root, students)
    assert_exports_say_what_the_gradebook_says(root, students)


def typed(*words: str) -> str:
    told = CliRunner().invoke(main, list(words))
    assert told.exit_code == 0, told.output
    return told.output


def opened(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root}/gradebook.db", "default_course")


def write_course(root: Path) -> None:
    for name in NAMES:
        for folder, book in (("source", SOURCE), ("release", released())):
            path = root / folder / name / f"{name}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(book))
    (root / "nbgrader_config.py").write_text(LATE)
    (root / "late_rule.py").write_text(RULE)
    with (root / "roster.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section"])
        lines.writerows([f"Nåme {n}, Ada", 1000 + n, "", f"s{n:02}", "Main"] for n in range(99))


def book_of(n: int) -> Notebook:
    """Give one of three submissions: all right with an answer in words, half right, untouched."""
    return [submitted({**RIGHT, "why": f"Because of {n}."}), submitted(HALF), released()][n % 3]


def handed_in(root: Path, name: str, books: dict[int, Notebook], again: str = "") -> None:
    with zipfile.ZipFile(root / f"{name}.zip", "w") as archive:
        for n, book in books.items():
            late = "_LATE" * (n % 5 == 4)
            archive.writestr(
                f"nameada{late}_{1000 + n}_{5000 + n}_{name}{again}.ipynb", json.dumps(book)
            )
    for n in books:
        place = root / "submitted" / f"s{n:02}" / f"{name}.timestamp.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"2026-11-{21 if n % 5 == 4 else 19} 10:00:00 UTC")


def resubmitted(root: Path, crew: Crew | None) -> None:
    handed_in(root, "sums", {1: submitted(RIGHT), 2: submitted(RIGHT)}, again="-1")
    assert "2 replaced" in typed("collect", "sums.zip", "sums", "--replace")
    summary = CourseOnDisk(root, "sums", crew).grade()
    assert summary.graded == 2
    assert [summary.report.rows[f"s{n:02}"].points for n in (1, 2)] == [6, 6]


def mended(root: Path, crew: Crew | None) -> None:
    """Mend a check that was wrong: everybody is graded again, and nobody else's points change."""
    before = {
        name: row.points
        for name, row in CourseOnDisk(root, "last", crew).grade().report.rows.items()
    }
    for folder in ("source", "release"):
        path = root / folder / "last" / "last.ipynb"
        path.write_text(path.read_text().replace(*MENDED))
    summary = CourseOnDisk(root, "last", crew).grade()
    assert summary.graded == len(before)
    assert {name: row.points for name, row in summary.report.rows.items()} == before


def marked_by_hand(root: Path) -> None:
    with opened(root) as book:
        for name in NAMES:
            for submission in book.assignment_submissions(name):
                for grade in submission.notebooks[0].grades:
                    if grade.name == "why" and grade.auto_score is None:
                        grade.manual_score = 1.5
                        place = "why", name, name, submission.student.id
                        book.find_comment(*place).manual_comment = "Nearly."
        book.db.commit()


def given_back(root: Path, students: int) -> None:
    for name in NAMES:
        typed("feedback", name)
        with zipfile.ZipFile(root / "feedback" / f"{name}.zip") as archive:
            assert len(archive.namelist()) == students
        text = (root / "feedback" / "s00" / name / f"{name}.html").read_text(encoding="utf-8")
        assert "7.5 of 8 points" in text
        assert "Nearly." in text


def assert_exports_say_what_the_gradebook_says(root: Path, students: int) -> None:
    with opened(root) as book:
        for name in NAMES:
            scores = {
                each.student.id: each.score - each.late_submission_penalty
                for each in book.assignment_submissions(name)
            }
            assert len(scores) == students
            for form, key in (
                ("csv", "student"),
                ("canvas", "SIS Login ID"),
                ("moodle", "ID number"),
            ):
                typed("report", name, "--format", form)
                file = root / "report" / (f"{name}.csv" if form == "csv" else f"{name}.{form}.csv")
                with file.open(encoding="utf-8", newline="") as lines:
                    rows = [row for row in csv.DictReader(lines) if row[key]]
                column = "points" if form == "csv" else name
                assert {row[key]: float(row[column]) for row in rows} == scores
            assert any(each.late_submission_penalty for each in book.assignment_submissions(name))


def test_a_term(
    tmp_path: Path, crew: Crew, empty_gradebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    play(tmp_path, crew)

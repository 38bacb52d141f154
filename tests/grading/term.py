"""A term as an instructor types it: a roster, assignments, late and second submissions, a mended check, marks by hand.

What checks give is known beforehand, and is compared with the gradebook after each step; at the end the exports are
compared with it line by line.
"""

import csv
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner
from nbgrader.api import Gradebook

from course_utils.commands import main
from tests.grading.notebooks import Notebook

DUE = datetime(2026, 11, 20, 12, tzinfo=UTC)
PENALTY = 1.0
LATE_RULE = f"""
from nbgrader.plugins import LateSubmissionPlugin


class OnePoint(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {PENALTY}


get_config().AssignLatePenalties.plugin_class = OnePoint
"""
AGAIN = 1, 2
BY_HAND = 1.5
COMMENT = "Nearly."
EXPORTS = (
    ("csv", "student", "points"),
    ("canvas", "SIS Login ID", ""),
    ("moodle", "ID number", ""),
)
"""Forms of `course report`, the column that names a student, and that of the points, "" for the assignment's name."""


@dataclass(frozen=True)
class Given:
    """An assignment of the term, and what becomes of it.

    Attributes:
        name: the assignment.
        handed_in: by a student's number; all right for number 0.
        points: what checks give for that.
    """

    name: str
    handed_in: Callable[[int], Notebook]
    points: Callable[[int], float]


@dataclass(frozen=True)
class Term:
    """What is played.

    Attributes:
        root: a folder with the assignments, and nbgrader's configuration with `LATE_RULE` in it.
        students: how many hand in; one more on the roster never does.
        given: the assignments. In the second two hand in again, in the last a check is mended.
        mended: a piece of that check's text as it was at first, and as it should have been.
        grade: grades an assignment.
    """

    root: Path
    students: int
    given: tuple[Given, ...]
    mended: tuple[str, str]
    grade: Callable[[str], object]

    def play(self) -> None:
        with chdir(self.root):
            self._enter()
            *others, last = self.given
            for given in others:
                self._hand_in(given)
                self._is_as_expected(given)
            self._hand_in_again(self.given[1])
            wrong, right = self.mended
            self._rewrite(last, right, wrong)
            self._hand_in(last)
            for given in self.given:
                self._mark(given)
            self._is_as_expected(self.given[0])
            self._is_as_expected(self.given[1], again=AGAIN)
            self._mend(last)
            for given in self.given:
                self._give_back(given)
                self._exports_are_the_gradebooks(given)

    def scores(self, name: str) -> dict[str, float]:
        """Give what everybody has in the gradebook, hand-given points and penalties counted."""
        with self._opened() as book:
            return {
                each.student.id: each.score - each.late_submission_penalty
                for each in book.assignment_submissions(name)
            }

    def _enter(self) -> None:
        with Path("roster.csv").open("w", newline="", encoding="utf-8") as file:
            lines = csv.writer(file)
            lines.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section"])
            lines.writerow(["    Points Possible"])
            numbers = range(self.students + 1)
            lines.writerows([f"Nåme {n}, Ada", 1000 + n, "", _id(n), "Main"] for n in numbers)
        assert f"{self.students + 1} entered" in typed("roster", "roster.csv")

    def _hand_in(self, given: Given) -> None:
        numbers = range(self.students)
        self._pack(given.name, {n: given.handed_in(n) for n in numbers})
        told = typed("collect", f"{given.name}.zip", given.name)
        assert f"{self.students} new" in told
        assert told.count("late, as Canvas says") == sum(map(_is_late, numbers))
        assert f"Not in {given.name}.zip: {_id(self.students)}" in told
        for n in numbers:
            stamp = self.root / "submitted" / _id(n) / f"{given.name}.timestamp.txt"
            stamp.write_text(f"2026-11-{21 if _is_late(n) else 19} 10:00:00 UTC")
        with self._opened() as book:
            book.update_or_create_assignment(given.name, duedate=DUE.replace(tzinfo=None))
            book.db.commit()
        self.grade(given.name)

    def _pack(self, name: str, books: Mapping[int, Notebook], again: str = "") -> None:
        """Write the archive that Canvas gives out."""
        with zipfile.ZipFile(f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for n, book in books.items():
                whose = f"nåme{n}ada{'_LATE' * _is_late(n)}_{1000 + n}_{5000 + n}"
                archive.writestr(f"{whose}_{name}{again}.ipynb", json.dumps(book))

    def _hand_in_again(self, given: Given) -> None:
        """Two hand in what is all right, and nobody else is graded again."""
        before = self._graded_at(given.name)
        self._pack(given.name, dict.fromkeys(AGAIN, given.handed_in(0)), again="-1")
        assert "2 replaced" in typed("collect", f"{given.name}.zip", given.name, "--replace")
        self.grade(given.name)
        self._is_as_expected(given, again=AGAIN)
        after = self._graded_at(given.name)
        assert {student for student in after if after[student] != before[student]} == {
            _id(n) for n in AGAIN
        }

    def _mark(self, given: Given) -> None:
        with self._opened() as book:
            for submission in book.assignment_submissions(given.name):
                for grade in submission.notebooks[0].grades:
                    if grade.needs_manual_grade:
                        grade.manual_score, grade.needs_manual_grade = BY_HAND, False
                        place = grade.name, given.name, given.name, submission.student.id
                        book.find_comment(*place).manual_comment = COMMENT
            book.db.commit()

    def _mend(self, given: Given) -> None:
        """Everybody is graded again: who was right gets the points, and what a human gave is kept."""
        before, by_hand = self.scores(given.name), self._by_hand(given.name)
        wrong, right = self.mended
        self._rewrite(given, wrong, right)
        self.grade(given.name)
        assert self.scores(given.name)[_id(0)] > before[_id(0)]
        assert self._by_hand(given.name) == by_hand
        self._is_as_expected(given)

    def _rewrite(self, given: Given, old: str, new: str) -> None:
        """Change a check in what the instructor has, and in what was given out if it stands there."""
        for path in self.root.glob(f"*/{given.name}/{given.name}.ipynb"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(_in_json(old), _in_json(new)), encoding="utf-8")

    def _give_back(self, given: Given) -> None:
        typed("feedback", given.name)
        with zipfile.ZipFile(self.root / "feedback" / f"{given.name}.zip") as archive:
            assert len(archive.namelist()) == self.students
        for student, points in self.scores(given.name).items():
            page = self.page(student, given.name).read_text(encoding="utf-8")
            assert f"{points:g} of " in page
        assert (COMMENT in self.page(_id(0), given.name).read_text()) == bool(
            self._by_hand(given.name)
        )

    def page(self, student: str, name: str) -> Path:
        """Give the page that somebody gets back."""
        return self.root / "feedback" / student / name / f"{name}.html"

    def _exports_are_the_gradebooks(self, given: Given) -> None:
        scores = self.scores(given.name)
        for form, key, column in EXPORTS:
            with self.export(given.name, form).open(encoding="utf-8", newline="") as lines:
                rows = [row for row in csv.DictReader(lines) if row[key]]
            assert {row[key]: float(row[column or given.name]) for row in rows} == scores, form

    def export(self, name: str, form: str) -> Path:
        """Write what another program imports."""
        with chdir(self.root):
            typed("report", name, "--format", form)
        return self.root / "report" / (f"{name}.csv" if form == "csv" else f"{name}.{form}.csv")

    def _is_as_expected(self, given: Given, again: tuple[int, ...] = ()) -> None:
        """Compare with the gradebook; those who handed in again have what is all right."""
        by_hand, expected = self._by_hand(given.name), {}
        for n in range(self.students):
            judged = given.points(0 if n in again else n)
            penalty = min(PENALTY, judged) if _is_late(n) else 0.0
            expected[_id(n)] = judged + by_hand.get(_id(n), 0.0) - penalty
        assert self.scores(given.name) == expected

    def _by_hand(self, name: str) -> dict[str, float]:
        with self._opened() as book:
            return {
                each.student.id: sum(
                    grade.manual_score or 0.0 for grade in each.notebooks[0].grades
                )
                for each in book.assignment_submissions(name)
                if any(grade.manual_score is not None for grade in each.notebooks[0].grades)
            }

    def _graded_at(self, name: str) -> dict[str, int]:
        paths = self.root.glob(f"autograded/*/{name}/{name}.ipynb")
        return {path.parts[-3]: path.stat().st_mtime_ns for path in paths}

    def _opened(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root}/gradebook.db", "default_course")


def typed(*words: str) -> str:
    """Type a command of the course; gives what it printed."""
    told = CliRunner().invoke(main, list(words))
    assert told.exit_code == 0, told.output
    return told.output


def _id(n: int) -> str:
    return f"s{n:02}"


def _is_late(n: int) -> bool:
    return n % 5 == 4


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]

"""`report/ASSIGNMENT.json`: per student, points per check, seconds, and what a human should know.

While a class is graded its rows stand in a journal, a line each, so that a run that is killed at any
moment can be continued.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from course_utils.grading.coursework.outcome import CheckMark, Outcome


@dataclass(frozen=True)
class Row:
    """One student's line of the report."""

    student: str
    points: float
    most: float
    checks: dict[str, float | None]
    seconds: float
    flags: list[str]
    failed: bool
    late_penalty: float
    """What handing in late took off; `points` is what is left."""
    digest: str
    """Of the submission and of what it was graded by; another one means: grade again."""


def row_of(outcome: Outcome, late_penalty: float = 0.0) -> Row:
    late = [f"late: {late_penalty:g} points taken off"] if late_penalty else []
    return Row(
        student=outcome.student,
        points=round(outcome.points - late_penalty, 6),
        most=outcome.most,
        checks={_name(mark, outcome): mark.points for mark in outcome.marks},
        seconds=round(outcome.seconds, 3),
        flags=[printable(flag) for flag in [*outcome.flags, *late]],
        failed=outcome.failed,
        late_penalty=round(late_penalty, 6),
        digest=outcome.digest,
    )


def _name(mark: CheckMark, outcome: Outcome) -> str:
    notebooks = {other.notebook for other in outcome.marks}
    return mark.grade_id if len(notebooks) == 1 else f"{mark.notebook}/{mark.grade_id}"


def printable(text: str) -> str:
    """A stranger chose or wrote it: nothing of it may speak to a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)[:500]


class Report:
    """The report of one assignment on disk. `trouble` tells why it could not be written."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self.path = folder / f"{assignment}.json"
        self._journal = folder / f".{assignment}.journal"
        self._assignment = assignment
        self.trouble = ""
        self.rows = {**_rows_of_report(self.path), **_rows_of_journal(self._journal)}

    def add(self, rows: list[Row]) -> None:
        """Note rows whose grades are in the gradebook by now."""
        self.rows.update({row.student: row for row in rows})
        # each line begins anew: what a full disk or a kill cut short stays by itself
        lines = "".join(f"\n{json.dumps(asdict(row))}" for row in rows)
        with self._writing():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._journal.open("a", encoding="utf-8") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())

    def keep(self, students: set[str]) -> None:
        """Forget those who are no longer there."""
        self.rows = {name: row for name, row in self.rows.items() if name in students}

    def finish(self, notes: list[str]) -> None:
        """Write the report; the journal has done its work."""
        whole = {
            "assignment": self._assignment,
            "notes": notes,
            "students": [asdict(self.rows[name]) for name in sorted(self.rows)],
        }
        fresh = self.path.with_suffix(".json.new")
        text = json.dumps(whole, indent=1, ensure_ascii=False)
        with self._writing():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(f"{text}\n", encoding="utf-8")
            fresh.replace(self.path)
            self._journal.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Go on where nothing can be written: the grades are in the gradebook, and can be shown."""
        try:
            yield
        except OSError as error:
            self.trouble = error.strerror or str(error)


def _rows_of_report(path: Path) -> dict[str, Row]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["students"]
        return {row["student"]: Row(**row) for row in found}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # none yet, or of another version: everybody is graded


def _rows_of_journal(path: Path) -> dict[str, Row]:
    """Read the journal; a line that a kill cut short is left out, and its student graded again."""
    rows: dict[str, Row] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return rows
    for line in lines:
        try:
            row = Row(**json.loads(line))
        except (ValueError, TypeError):
            continue
        rows[row.student] = row
    return rows

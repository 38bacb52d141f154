"""`report/ASSIGNMENT.json`: per student, points per check, seconds, and what a human should know.

While a class is graded its rows stand in a journal, a line each, so that a run that is killed at any
moment can be continued.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.grading.coursework.outcome import Outcome
from course_utils.leaks.text import redacted

if TYPE_CHECKING:
    from course_utils.grading.records.standing import Standing  # which takes nbgrader


@dataclass(frozen=True)
class Row:
    """One student's line of the report. Checks go by name, with the notebook's before it where there are several."""

    student: str
    points: float
    """As nbgrader counts: what is given by hand goes before what was judged, extra points come on top, and
    what handing in late costs is taken off."""
    most: float
    checks: dict[str, float | None]
    """What counts of each graded cell. None: a human is still to decide."""
    seconds: float
    flags: list[str]
    failed: bool
    late_penalty: float
    digest: str
    """Of the submission and of what it was graded by; another one means: grade again."""
    by_hand: dict[str, float] = field(default_factory=dict)
    extra: dict[str, float] = field(default_factory=dict)
    late_seconds: float = 0.0
    unanswered: list[str] = field(default_factory=list)
    """The answers that are as they were given out."""
    untouched: bool = False
    """Whether that is so of all of them and of all code, and nobody gave points for it."""
    again: list[str] = field(default_factory=list)
    """What was given by hand for something else than what is handed in by now."""

    @property
    def waiting(self) -> list[str]:
        """Give the graded cells that a human is to look at, once or again; who failed is graded first."""
        if self.failed:
            return []
        return [name for name, got in self.checks.items() if got is None or name in self.again]


def row_of(outcome: Outcome, standing: "Standing | None" = None) -> Row:
    row = Row(
        student=outcome.student,
        points=outcome.points,
        most=outcome.most,
        checks={
            _name(mark.notebook, mark.grade_id, outcome): mark.points for mark in outcome.marks
        },
        seconds=round(outcome.seconds, 3),
        flags=[printable(flag) for flag in outcome.flags],
        failed=outcome.failed,
        late_penalty=0.0,
        digest=outcome.digest,
        unanswered=[_name(*place, outcome) for place in outcome.unanswered],
        untouched=outcome.untouched,
    )
    return row if standing is None else brought_up_to_date(row, standing)


def brought_up_to_date(row: Row, standing: "Standing") -> Row:
    """Give a row with what its student has by now: points may have been given by hand meanwhile."""

    def named(by_place: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
        names = {
            f"{book}/{cell}" if f"{book}/{cell}" in row.checks else cell: points
            for (book, cell), points in by_place.items()
        }
        return {name: names[name] for name in row.checks if name in names}

    taken = round(standing.late_penalty, 6)
    late = [f"{_LATE}{taken:g} points taken off"] if taken else []
    by_hand, extra = named(standing.by_hand), named(standing.extra)
    return replace(
        row,
        points=round(standing.points, 6),
        checks={**row.checks, **named(standing.judged), **by_hand},
        by_hand=by_hand,
        extra=extra,
        late_seconds=standing.late_seconds,
        untouched=row.untouched and not any([*by_hand.values(), *extra.values()]),
        again=list(named(dict.fromkeys(standing.again))),
        late_penalty=taken,
        flags=[flag for flag in row.flags if not flag.startswith(_LATE)] + late,
    )


_LATE = "late: "


def _name(notebook: str, cell: str, outcome: Outcome) -> str:
    notebooks = {mark.notebook for mark in outcome.marks}
    return cell if len(notebooks) == 1 else f"{notebook}/{cell}"


def late_by(seconds: float) -> str:
    """Say how late something was handed in, as in "5 h"; "" where it was not."""
    for unit, length in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length:.0f} {unit}"
    return f"{seconds:.0f} s" if seconds else ""


def printable(text: str) -> str:
    """A stranger chose or wrote it: nothing of it may speak to a terminal, and no key gets on."""
    return "".join(char if char.isprintable() else "?" for char in redacted(text))[:500]


class Report:
    """The report of one assignment on disk. `trouble` tells why it could not be written."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self.path = folder / f"{assignment}.json"
        self._journal = folder / f".{assignment}.journal"
        self._assignment = assignment
        self.trouble = ""
        self.rows = {**_rows_of_report(self.path), **_rows_of_journal(self._journal)}
        self.notes, self.seed = _notes_and_seed(self.path)

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

    def bring_up_to_date(self, standings: "Mapping[str, Standing]") -> None:
        """Take over what the gradebook holds by now of those who were graded before."""
        for name, row in self.rows.items():
            if not row.failed and name in standings:
                self.rows[name] = brought_up_to_date(row, standings[name])

    def keep(self, students: set[str]) -> None:
        """Forget those who are no longer there."""
        self.rows = {name: row for name, row in self.rows.items() if name in students}

    def finish(self, notes: list[str], seed: str = "") -> None:
        """Write the report; the journal has done its work.

        Args:
            notes: on how it was graded.
            seed: of the keys in the checks of the last run; `course grade --seed` takes it.
        """
        whole = {
            "assignment": self._assignment,
            "notes": notes,
            "seed": seed,
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


def _notes_and_seed(path: Path) -> tuple[list[str], str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return [str(note) for note in found["notes"]], str(found["seed"])
    except (OSError, ValueError, KeyError, TypeError):
        return [], ""


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

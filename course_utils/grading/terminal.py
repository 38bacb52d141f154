"""What the person at the terminal sees: a bar with the time left, plain lines elsewhere, a table."""

import time
from collections.abc import Iterator
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table

from course_utils.grading.events import Progress, Summary
from course_utils.grading.records.report import Row, late_by, printable

PLAIN_LINE_SECONDS = 5.0
MOST_ROWS = 100


class Screen(Progress):
    """Shows a run on standard error."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, markup=False)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._bar = Bar(*columns, console=self._console, disable=not self._console.is_terminal)
        self._total = self._done = self._flagged = self._failed = 0
        self._begun = self._told = time.monotonic()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def say(self, text: str) -> None:
        self._console.print(text)

    def begin(self, total: int) -> None:
        self._total, self._begun = total, time.monotonic()
        self._task = self._bar.add_task("grading", total=total)

    def step(self, row: Row, *, graded: bool) -> None:
        self._done += 1
        self._flagged += bool(row.flags)
        self._failed += row.failed
        counts = f"{self._flagged} to look at, {self._failed} failed"
        self._bar.update(self._task, completed=self._done, description=f"grading ({counts})")
        due = time.monotonic() - self._told > PLAIN_LINE_SECONDS or self._done == self._total
        if not self._console.is_terminal and due:
            self._told = time.monotonic()
            left = (self._told - self._begun) / self._done * (self._total - self._done)
            self._console.print(f"{self._done} of {self._total}, {left:.0f} s left, {counts}")


def _points(row: Row) -> str:
    if row.failed:
        return "failed"
    return f"{row.points:g} of {row.most:g}{', untouched' * row.untouched}"


def _by_hand(row: Row) -> Iterator[str]:
    """Tell what a human decided, and what one is still to decide."""
    if row.by_hand:
        yield f"by hand: {', '.join(f'{name} {got:g}' for name, got in row.by_hand.items())}"
    if row.extra:
        yield f"extra: {', '.join(f'{name} {got:g}' for name, got in row.extra.items())}"
    if row.again:
        yield f"handed in otherwise since it was marked: {', '.join(row.again)}"
    if to_mark := [name for name in row.waiting if name not in row.again]:
        yield f"to be marked by hand: {', '.join(to_mark)}"


def tell(summary: Summary, assignment: str) -> None:
    """Print the table of a run, and what to do next."""
    console = Console(highlight=False, markup=False)
    table = Table(title=assignment, title_justify="left")
    table.add_column("student")
    table.add_column("points", justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("to look at")
    rows = [summary.report.rows[name] for name in sorted(summary.chosen)]
    shown = [row for row in rows if row.flags or len(rows) <= MOST_ROWS]
    for row in shown:
        late = [f"late by {late_by(row.late_seconds)}"] if row.late_seconds else []
        told = "; ".join([*row.flags, *late, *_by_hand(row)])
        table.add_row(printable(row.student), _points(row), f"{row.seconds:.2f}", told)
    if shown:
        console.print(table)
    if len(shown) < len(rows):
        console.print(f"{len(rows) - len(shown)} graded with nothing unusual: see the report.")
    graded = [row for row in rows if not row.failed]
    if graded:
        mean = sum(row.points for row in graded) / len(graded)
        whole = sum(row.points >= row.most for row in graded)
        console.print(f"Points: {mean:.1f} of {graded[0].most:g} on average, all for {whole}.")
    if waiting := [row for row in rows if row.waiting]:
        names = [printable(row.student) for row in waiting[:MOST_ROWS]]
        more = ["… (see the report)"] if len(waiting) > MOST_ROWS else []
        console.print(
            f"{len(waiting)} wait for a human (Formgrader, Manual Grading): {', '.join([*names, *more])}"
        )
    kept = f", {summary.kept} unchanged" if summary.kept else ""
    console.print(f"{summary.graded} graded{kept}, {summary.seconds:.1f} s.")
    if summary.failed:
        console.print(f"{len(summary.failed)} failed; the same command tries them again.")
    if summary.report.trouble:
        console.print(
            f"The report {summary.report.path} could not be written: {summary.report.trouble}. "
            "Once that is mended, the same command writes it."
        )
    elif summary.stopped:
        console.print("Stopped. What was graded is kept; the same command grades the rest.")
    else:
        console.print(f"Points per check: {summary.report.path}")

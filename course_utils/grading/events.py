"""What a run is asked, what it tells while it goes, and how it went."""

import os
import secrets
from dataclasses import dataclass, field

from course_utils.grading.records.report import Report, Row
from course_utils.notebooks.running import CELL_SECONDS, MEMORY_MEGABYTES

PROCESSORS = (
    len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
)


@dataclass(frozen=True)
class Options:
    """What an instructor may choose. Seconds a cell may run; megabytes a submission may use."""

    jobs: int = 0
    timeout: float = CELL_SECONDS
    memory: int = MEMORY_MEGABYTES
    student: str | None = None
    force: bool = False
    isolated: bool = True
    scheduler: str = ""
    """The address of a Dask scheduler, whose workers grade; without it this machine does."""
    seed: str = field(default_factory=lambda: secrets.token_hex(8))
    """What the keys in checks are made from; another in each run, so that knowing them is worth nothing."""

    @property
    def slots(self) -> int:
        """Give how many submissions run at once: never more than processors, of which each has its own."""
        return min(self.jobs or PROCESSORS, PROCESSORS)


class Progress:
    """What a run tells while it goes; a command line shows it."""

    def say(self, text: str) -> None:
        """Tell something once."""

    def begin(self, total: int) -> None:
        """So many submissions are to be looked at."""

    def step(self, row: Row, *, graded: bool) -> None:
        """One is done: graded now, or as it was."""


@dataclass
class Summary:
    """How a run went: how many it graded, how many stayed as they were; the others failed."""

    report: Report
    chosen: set[str] = field(default_factory=set)
    graded: int = 0
    kept: int = 0
    seconds: float = 0.0
    stopped: bool = False

    def count(self, row: Row, *, graded: bool) -> None:
        """One is done: see `Progress.step`."""
        self.chosen.add(row.student)
        self.graded += graded and not row.failed
        self.kept += not graded

    @property
    def failed(self) -> list[Row]:
        return [
            row for row in self.report.rows.values() if row.failed and row.student in self.chosen
        ]

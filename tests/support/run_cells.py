"""Run many notebooks' cells, each notebook in a fork of its own; a program, so that it has one thread.

Cells that notebooks have in common, from the top on, are run once: where notebooks begin to differ, each goes
on in a fork of the process that ran them, which is as if it had run them itself.

Each line of standard input is a JSON list of notebooks, a notebook being `{"cells": [[ID, SOURCE, IS_A_CHECK]],
"seconds": N, "until_one_fails": BOOL}`. The answer is a line, too: a JSON list of `{ID: MESSAGE}` for their checks,
where the message is "" if nbgrader would give the points.
"""

import gc
import json
import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from functools import partial
from operator import attrgetter, methodcaller
from typing import TYPE_CHECKING, TextIO

import dotenv  # noqa: F401 - what scripts would import
import httpx  # noqa: F401 - what every fork would import
import openai.resources.admin  # noqa: F401 - likewise
from IPython.utils.capture import capture_output
from traitlets.config import Config

from course_utils.grading.inside.clients import warm_up
from course_utils.grading.inside.known_cells import KnowingShell
from course_utils.practice import practice_platform
from tests.support.warm_scripts import WarmHere

if TYPE_CHECKING:
    from course_utils.checks import Checker

Cell = tuple[str, str, bool]
Outcomes = dict[int, dict[str, str]]
"""For the number of each notebook, what its checks said."""


@dataclass(frozen=True)
class Job:
    """A notebook to run.

    Attributes:
        number: its place among all.
        cells: its code cells, in their order.
        seconds: how long a check may take.
        until_one_fails: whether it is left where a check fails.
    """

    number: int
    cells: tuple[Cell, ...]
    seconds: float
    until_one_fails: bool

    @property
    def settings(self) -> tuple[float, bool]:
        """What is the same from its first cell to its last."""
        return self.seconds, any("%%writefile" in source for _, source, _ in self.cells)

    def cell(self, number: int) -> Cell | None:
        return self.cells[number] if number < len(self.cells) else None


class Shell(KnowingShell):
    """The grader's shell without a file for its history, and without tracebacks nobody reads."""

    def __init__(self) -> None:
        super().__init__(config=Config({"HistoryManager": {"enabled": False}}))

    def showtraceback(self, *_args: object, **_options: object) -> None:
        pass

    def said_by(self, source: str) -> str:
        with capture_output() as written:
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            return written.stderr
        return str(error) if hasattr(error, "_render_traceback_") else repr(error)


def run_each(shell: Shell, check: "Checker", jobs: list[Job]) -> Outcomes:
    """Run notebooks from their first cells on."""

    def with_settings(same: list[Job]) -> Outcomes:
        seconds, writes = same[0].settings
        check.configure(seconds=seconds, scratch=WarmHere() if writes else None)
        return go_on(shell, {}, 0, same)

    return in_forks(jobs, attrgetter("settings"), with_settings)


def go_on(shell: Shell, said: dict[str, str], begin: int, jobs: list[Job]) -> Outcomes:
    """Run notebooks whose first cells were the same, and were run in this process.

    Args:
        shell: ran them.
        said: by the checks among those cells.
        begin: the number of the first cell that was not run.
        jobs: the notebooks.
    """
    first = jobs[0]
    number = begin
    while all(job.cell(number) == first.cell(number) for job in jobs):
        if number == len(first.cells) or (first.until_one_fails and any(said.values())):
            return {job.number: said for job in jobs}
        name, source, is_a_check = first.cells[number]
        message = shell.said_by(source)
        if is_a_check:
            said[name] = message
        number += 1
    return in_forks(jobs, methodcaller("cell", number), partial(go_on, shell, said, number))


def in_forks(
    jobs: list[Job], key: Callable[[Job], object], run: Callable[[list[Job]], Outcomes]
) -> Outcomes:
    """Run those that have the same key together, and each such group in a fork of its own."""
    groups = defaultdict(list)
    for job in jobs:
        groups[key(job)].append(job)
    outcomes: Outcomes = {}
    for same in groups.values():
        outcomes |= in_a_fork(partial(run, same))
    return outcomes


def in_a_fork(run: Callable[[], Outcomes]) -> Outcomes:
    """Run it in a fork of this process, which works in a copy of this one's folder."""
    with tempfile.TemporaryDirectory() as folder:
        read, write = os.pipe()
        child = os.fork()
        if not child:
            practice_platform().reset(
                everything=True
            )  # what grows with every notebook is read by every check
            shutil.copytree(".", folder, dirs_exist_ok=True)
            os.chdir(folder)
            with os.fdopen(write, "w", encoding="utf-8") as report:
                json.dump(list(run().items()), report)
            os._exit(0)
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as report:
            outcomes: Outcomes = dict(json.load(report))
        os.waitpid(child, 0)
    return outcomes


def main() -> None:
    shell = Shell.instance()
    from course_utils import check  # noqa: PLC0415 - it listens to the shell that it finds

    warm_up()  # the clients that exercises use, once for all forks
    gc.freeze()
    lists, answers = ours_alone()
    for line in lists:
        jobs = [
            Job(number, tuple(map(tuple, job["cells"])), job["seconds"], job["until_one_fails"])
            for number, job in enumerate(json.loads(line))
        ]
        for source, times in Counter(source for job in jobs for _, source, _ in job.cells).items():
            if times > 1:
                shell.know(source)
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            outcomes = run_each(shell, check, jobs)
        answers.write(json.dumps([outcomes[job.number] for job in jobs]) + "\n")
        answers.flush()


def ours_alone() -> tuple[TextIO, TextIO]:
    """Take standard input and output away from cells: what they ask ends at once, what they say is no answer."""
    lists, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    with open(os.devnull) as nothing:  # noqa: PTH123 - a device
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return lists, answers


if __name__ == "__main__":
    main()

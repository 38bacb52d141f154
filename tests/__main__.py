"""Run everything that CI runs, step by step, and sum it up. `python3 start.py test` calls this.

Steps that keep one processor busy run side by side, and what each says is shown when it ends. One that has workers
for all processors begins as soon as a processor has nothing to do, and lets none begin beside it.
"""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from course_utils.grading.events import PROCESSORS
from start import INTERRUPTED, ROOT, program
from tests import system

SECONDS_TO_STOP = 10
SECONDS_TO_LOOK = 0.05
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "COURSE_PLATFORM": "private",  # notebooks meet a platform of their own, not one that runs in work/
}  # compiled modules are kept: hundreds of short processes import the same ones
IN_WORKERS = ("--dist", "loadscope", "--max-worker-restart", "1", "-n", str(PROCESSORS + 1))
"""One more than there are processors: a test may wait for what takes none, a lock's time or a client's pause."""

SECONDS_A_CELL = "120"  # nbval's own limit is 2000


@dataclass(frozen=True)
class Step:
    """A part of the test run: its name, and a program of `.venv` with its arguments."""

    name: str
    program: str
    arguments: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """How to run this step alone, as one would type it at the top of the checkout."""
        return " ".join([str(program(self.program).relative_to(ROOT)), *self.arguments])

    @property
    def processors(self) -> int:
        """How many it keeps busy."""
        return PROCESSORS if "-n" in self.arguments else 1

    def start(self, title: str, said: Path) -> "Run":
        """Begin it; unless it has all processors, so that its lines can come as they are written, they go to `said`."""
        command = [str(program(self.program)), *self.arguments]
        if self.processors == PROCESSORS:
            click.secho(title, bold=True)
            return Run(self, subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT))
        said.write_text(f"{title}\n")
        with said.open("ab") as file:
            process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=file, stderr=file)
        return Run(self, process, said)


@dataclass(frozen=True)
class Run:
    """A step that was started; what it writes is in `said`, or is shown as it comes."""

    step: Step
    process: subprocess.Popen[bytes]
    said: Path | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def passed(self) -> bool:
        """Show what is not shown yet of a step that has ended, and tell whether it passed."""
        if self.said is not None:
            click.echo(self.said.read_bytes(), nl=False)
        passed = self.process.returncode == 0
        verdict = "passed" if passed else "FAILED"
        click.echo(f"=== {self.step.name} {verdict} in {time.monotonic() - self.began:.1f} s")
        return passed

    def stop(self) -> None:
        """Stop it after Ctrl-C. The terminal told the step too, which may need time."""
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.terminate()


def steps() -> list[Step]:
    """List the steps: notebooks alone, as their checks have time limits; then those of one process, the longest first."""
    pytest = ("-m", "pytest", "-p", "tests.before_notebooks")
    nbval = ("--nbval", "--nbval-cell-timeout", SECONDS_A_CELL, *IN_WORKERS)
    return [
        Step("format", "ruff", ("format", "--check")),
        Step("lint", "ruff", ("check",)),
        Step("notebooks", "python", (*pytest, *nbval, "lessons", "solutions")),
        Step("the site", "pytest", ("tests/browser/built_site.py",)),
        Step("types", "mypy", ("--cache-dir", os.devnull)),
        Step("imports", "lint-imports"),
        Step("exercises", "course", ("release", "--check")),
        Step("the client's own tests", "python", ("-m", "tests.peer")),
        Step("other clients", "python", ("-m", "tests.clients")),
        Step("tests", "pytest", (*IN_WORKERS, "--no-loadscope-reorder", "-p", "no:nbval")),
    ]


def run_side_by_side(todo: list[Step], folder: Path) -> Iterator[Run]:
    """Start steps in their order, each when a processor has nothing to do; give each when it has ended."""
    waiting, running = deque(enumerate(todo, 1)), list[Run]()
    try:
        while waiting or running:
            if waiting and sum(run.step.processors for run in running) < PROCESSORS:
                number, step = waiting.popleft()
                title = f"\n=== {number}/{len(todo)} {step.name}: {step.shown}"
                running.append(step.start(title, folder / str(number)))
                continue
            time.sleep(SECONDS_TO_LOOK)
            for run in [run for run in running if run.ended]:
                running.remove(run)
                yield run
    finally:
        for run in running:
            run.stop()


def run_all(todo: list[Step]) -> int:
    """Run every step, whatever the others say, and return the exit status."""
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        ended = run_side_by_side(todo, Path(folder))
        failed = [run.step for run in ended if not run.passed()]
    seconds = time.monotonic() - began
    click.echo(f"\n{len(todo) - len(failed)} of {len(todo)} steps passed in {seconds:.0f} s.")
    for step in failed:
        click.echo(f"FAILED {step.name}. Run it alone with: {step.shown}")
    return 1 if failed else 0


if __name__ == "__main__":
    # A shell that starts this in the background lets it ignore Ctrl-C, and tests of Ctrl-C with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        system.install_missing()
        sys.exit(run_all(steps()))
    except KeyboardInterrupt:
        click.echo("\nStopped.", err=True)
        sys.exit(INTERRUPTED)

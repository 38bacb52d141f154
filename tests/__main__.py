"""Run everything that CI runs, step by step, and sum it up. `python3 start.py test` calls this."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

import click

from start import INTERRUPTED, ROOT, program
from tests import system

SECONDS_TO_STOP = 10
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "COURSE_PLATFORM": "private",  # notebooks meet a platform of their own, not one that runs in work/
}  # compiled modules are kept: hundreds of short processes import the same ones
PARALLEL = ("-n", "auto", "--dist", "loadscope", "--max-worker-restart", "1")
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

    def run(self) -> bool:
        command = [str(program(self.program)), *self.arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT)
        try:
            return process.wait() == 0
        except KeyboardInterrupt:  # the terminal told the step too, which may need time to stop
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.terminate()
            raise


def steps() -> list[Step]:
    """List the steps, quick ones first, so that a slip shows early."""
    nbval = ("--nbval", "--nbval-cell-timeout", SECONDS_A_CELL)
    return [
        Step("format", "ruff", ("format", "--check")),
        Step("lint", "ruff", ("check",)),
        Step("types", "mypy"),
        Step("imports", "lint-imports"),
        Step("exercises", "course", ("release", "--check")),
        Step("notebooks", "pytest", (*nbval, *PARALLEL, "lessons", "solutions")),
        Step("tests", "pytest", (*PARALLEL, "--no-loadscope-reorder")),
        Step("the client's own tests", "python", ("-m", "tests.peer")),
        Step("other clients", "python", ("-m", "tests.clients")),
        Step("the site", "pytest", ("tests/browser/built_site.py",)),
    ]


def run_all(todo: list[Step]) -> int:
    """Run every step, whatever the ones before it said, and return the exit status."""
    began = time.monotonic()
    failed = []
    for number, step in enumerate(todo, 1):
        step_began = time.monotonic()
        click.secho(f"\n=== {number}/{len(todo)} {step.name}: {step.shown}", bold=True)
        passed = step.run()
        verdict = "passed" if passed else "FAILED"
        click.echo(f"=== {step.name} {verdict} in {time.monotonic() - step_began:.1f} s")
        if not passed:
            failed.append(step)
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

"""`course start` as a process of its own, for tests that look at it from outside."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

START = [sys.executable, "-m", "course_utils", "start"]


@dataclass
class RunningCourse:
    """A course that has shown its address; `lines` is all that it has said."""

    folder: Path
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return next(line for line in self.lines if line.startswith("http"))

    @property
    def url(self) -> str:
        return self.address.partition("lab/")[0]

    @property
    def token(self) -> str:
        return self.address.partition("token=")[2]

    def processes(self) -> list[psutil.Process]:
        """List the servers and everything that they have started."""
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def stop(self, number: signal.Signals = signal.SIGINT) -> list[str]:
        """Stop it as a learner does, and return what it says to that."""
        assert self.process.stdout is not None
        self.process.send_signal(number)
        return self.process.stdout.read().splitlines()


def environment(**changes: str) -> dict[str, str]:
    """Return this process's environment with the course's own settings left out, and `changes`."""
    ours = ("OPENAI_", "COURSE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | changes


@contextmanager
def run_course(
    folder: Path, *options: str, variables: Mapping[str, str] | None = None
) -> Iterator[RunningCourse]:
    """Run `course start` in `folder` until the block ends."""
    with subprocess.Popen(
        [*START, *options],
        cwd=folder,
        env=variables or environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        course = RunningCourse(folder, process)
        assert process.stdout is not None
        try:
            for line in process.stdout:
                course.lines.append(line.rstrip("\n"))
                if line.startswith("To stop"):
                    break
            else:
                raise AssertionError("\n".join(["The course did not start:", *course.lines]))
            yield course
        finally:
            if process.poll() is None:
                course.stop()

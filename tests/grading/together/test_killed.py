"""After `kill -9` of a run, nothing of it goes on, whatever was being started."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.grading.course import CourseOnDisk, real_course
from tests.grading.notebooks import as_bytes
from tests.support.submissions import source

ASSIGNMENT = "how_a_server_checks_a_key"
PATIENCE = 120.0
"""Seconds; only a process that never ends takes as long."""


def is_inside(command: bytes) -> bool:
    return b"grading.inside" in command and b"bwrap" not in command


MOMENTS: dict[str, Callable[[list[bytes]], bool]] = {
    "the first box": lambda commands: any(b"bwrap" in command for command in commands),
    "a box inside": lambda commands: any(is_inside(command) for command in commands),
    "the platform": lambda commands: any(b"course-platform" in command for command in commands),
}


@pytest.fixture
def course(tmp_path: Path, bwrap_path: Path) -> CourseOnDisk:
    made = real_course(tmp_path, ASSIGNMENT)
    made.hand_in("ada", as_bytes(source(ASSIGNMENT)))
    return made


@pytest.mark.parametrize("moment", MOMENTS)
def test_everything_ends_with_the_grader(course: CourseOnDisk, moment: str) -> None:
    command = [sys.executable, "-m", "course_utils", "grade", ASSIGNMENT, "--jobs", "1"]
    with ExitStack() as stack:
        run = stack.enter_context(
            subprocess.Popen(command, cwd=course.root, stderr=subprocess.DEVNULL)
        )
        stack.callback(run.kill)
        wait_until(lambda: MOMENTS[moment](list(begun_by(run.pid).values())))
        run.send_signal(signal.SIGSTOP)  # from here on it begins nothing more
        left = [stack.enter_context(Watched(pid)) for pid in begun_by(run.pid)]
        run.kill()
        run.wait()
        assert left
        assert [watched.pid for watched in left if not watched.ended()] == []


def begun_by(pid: int) -> dict[int, bytes]:
    """Give the processes below this one, and their command lines."""
    found: dict[int, bytes] = {}
    for child in children(pid):
        found |= {child: command(child), **begun_by(child)}
    return found


def children(pid: int) -> Iterator[int]:
    threads: list[Path] = []
    with suppress(OSError):  # it may end while it is looked at, and so may each thread
        threads += Path(f"/proc/{pid}/task").iterdir()
    for thread in threads:
        with suppress(OSError):
            yield from map(int, (thread / "children").read_text().split())


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.001)


class Watched:
    """A process, by a descriptor that tells its end even when its number is another's by then."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def __enter__(self) -> "Watched":
        try:
            self._descriptor = os.pidfd_open(self.pid)
        except ProcessLookupError:
            self._descriptor = -1
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def ended(self) -> bool:
        if self._descriptor < 0:
            return True
        poller = select.poll()
        poller.register(self._descriptor, select.POLLIN)
        return bool(poller.poll(PATIENCE * 1000))

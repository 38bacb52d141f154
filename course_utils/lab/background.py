"""Programs that the course runs beside itself: started out of reach of Ctrl-C, and ended in order."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from course_utils.errors import CourseError
from course_utils.leaks.text import redacted

SECONDS_TO_START = 120.0
SECONDS_TO_END = 10.0
BETWEEN_LOOKS = 0.05

T = TypeVar("T")


class NotStartedError(CourseError):
    """A program that the course needs ended at once, or does not answer."""


def start_python(
    arguments: Sequence[str], *, folder: Path, environment: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """Run this Python with `arguments` in the background; what it prints goes to `log`, mode 0600.

    It gets a group of its own, so that a Ctrl-C in the terminal reaches only the program that waits
    for it. `-P` keeps files in `folder` from being imported in place of libraries.
    """
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        return subprocess.Popen(  # noqa: S603 - our own programs, no shell
            [sys.executable, "-P", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    finally:
        os.close(handle)


def wait_until_ready(
    find: Callable[[], T | None], process: subprocess.Popen[bytes], name: str, log: Path
) -> T:
    """Look until `find` finds what the program shows when it is ready, and return that.

    Raises:
        NotStartedError: the program ended, with the last line that it wrote, or it took too long.
    """
    deadline = time.monotonic() + SECONDS_TO_START
    while (found := find()) is None:
        if process.poll() is not None:
            raise NotStartedError(f"{name} did not start. {last_line(log)}")
        if time.monotonic() > deadline:
            raise NotStartedError(
                f"{name} does not answer after {SECONDS_TO_START:.0f} seconds. Look into {log}."
            )
        time.sleep(BETWEEN_LOOKS)
    return found


def stop(process: subprocess.Popen[bytes], ask: Callable[[], object]) -> None:
    """End a program: first by asking it, then by force."""
    if process.poll() is None:
        ask()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def last_line(log: Path) -> str:
    """Return the last line with something in it, which is where a program says why it ended, without a key."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    line = next((line.strip() for line in reversed(lines) if line.strip()), "It said nothing.")
    return redacted(line.removeprefix("course: "))

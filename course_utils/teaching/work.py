"""The commands as buttons: one runs at a time, as it would be typed in a terminal, and what it says is kept."""

import atexit
import os
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.errors import CourseError

_LINES = 200
_PROGRESS = re.compile(r"(\d+) of (\d+)\b")


class BusyError(CourseError):
    """Another command has not ended yet."""


@dataclass
class Run:
    """A command: its words, the last lines that it said, and its exit status, None while it runs."""

    words: tuple[str, ...]
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=_LINES))
    status: int | None = None

    @property
    def running(self) -> bool:
        return self.status is None

    @property
    def progress(self) -> tuple[int, int] | None:
        """Give how many are done of how many, where its last line says so."""
        found = _PROGRESS.match(self.lines[-1]) if self.running and self.lines else None
        return (int(found[1]), int(found[2])) if found else None


class Work:
    """Runs the course's commands in the course's folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self.latest: Run | None = None
        atexit.register(self.stop)

    def start(self, words: Sequence[str]) -> threading.Thread:
        """Begin a command.

        Raises:
            BusyError: another one runs.
            OSError: it can't be started.
        """
        with self._lock:
            if self.latest and self.latest.running:
                raise BusyError("A command is running. Wait until it has ended, or stop it.")
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [sys.executable, "-P", "-m", "course_utils", *words],
                cwd=self._root,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "100"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            run = self.latest = Run(tuple(words))
        thread = threading.Thread(target=_listen, args=(self._process, run), daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Stop what runs as Ctrl-C does: what is graded is kept."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)


def _listen(process: subprocess.Popen[str], run: Run) -> None:
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            run.lines.append(line.rstrip())
    run.status = process.returncode

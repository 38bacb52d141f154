"""The practice platform of one slot, outside the boxes, on sockets made inside them; anew for each submission.

Both roles reach it at the same address, and nothing else at all. The learner's process gets its
address and keys; the examiner's gets the operator's token too.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from course_utils.environment import ADDRESS_VARIABLE
from course_utils.errors import CourseError
from course_utils.grading.sandbox.box import Box, Job
from course_utils.grading.sandbox.confine import ran_below
from course_utils.platform_file import NAME, STATE, Address

START_SECONDS = 30.0
_SERVER = "course_utils.server.serving.in_turn"

_ADDRESS_FILE = f"{STATE}/{NAME}"
_ENVIRONMENT = {ADDRESS_VARIABLE: f"~/{_ADDRESS_FILE}"}
MEMORY = 256 * 1024 * 1024
"""Bytes of its own for one platform, several times what it begins with; more ends it, see `begin`."""

SAID = 1024 * 1024
"""Bytes that it may complain in, all of its turns together. In a file: a pipe that nobody reads would stop it."""

_BOUND = """
import ctypes, os, resource, sys
parent, memory, said, *command = sys.argv[1:]
ctypes.CDLL(None).prctl(1, 9)  # it ends with the thread that began it
resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(said), int(said)))
if os.getppid() == int(parent):
    os.execv(command[0], command)
"""


class PlatformStartError(CourseError):
    """The practice platform did not start or does not answer."""


class PracticeServer:
    """Serves the learner's box and the examiner's. Each submission meets a platform of its own."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="course-platform-")
        self._served: list[socket.socket] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as this object
        self._orders: socket.socket | None = None
        self._address: Address | None = None
        self._begun = False
        self.ran = 0.0
        """The processor's seconds of all platforms that have ended."""

    def begin(self, *boxes: Box) -> None:
        """Serve these boxes with a new platform, unless one has begun; after a box was started afresh, its new socket.

        Raises:
            PlatformStartError: the platform does not start.
        """
        if _listeners(boxes) == self._served and (self._begun or self._ordered(b"b")):
            self._begun = True
            return
        self.launch(*boxes)
        if not self._ordered(b"b"):
            raise PlatformStartError(f"The practice platform did not start: {self._last_words()}")
        self._begun = True

    def launch(self, *boxes: Box) -> None:
        """Start what will serve these boxes, without waiting for it: `begin` does."""
        self._stop()
        self._served, self._begun = _listeners(boxes), False
        self._start(self._served)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def end(self) -> None:
        """End the platform, and with it every connection to it."""
        self._begun = False
        if self._process is not None:
            before = ran_below(self._process.pid)
            self._ordered(b"e")
            self.ran += max(0.0, ran_below(self._process.pid) - before)

    @property
    def learners_job(self) -> Job:
        """Give what the learner's process needs to find the platform: nothing of the operator's."""
        assert self._address is not None
        return _knowing(replace(self._address, operator_token=None, pid=None))

    @property
    def examiners_job(self) -> Job:
        assert self._address is not None
        return _knowing(self._address)

    def _ordered(self, order: bytes) -> bool:
        """Have an order carried out; False where nobody is there to do it."""
        assert self._orders is not None
        try:
            self._orders.send(order)
            if not self._orders.recv(1):
                return False
        except OSError:
            return False
        if order == b"b":
            self._address = Address.read(Path(self._folder.name, NAME))
        return True

    def close(self) -> None:
        self._stop()
        self._said.close()
        self._folder.cleanup()

    def _start(self, listeners: list[socket.socket]) -> None:
        self._orders, theirs = socket.socketpair()
        self._orders.settimeout(START_SECONDS)
        numbers = [end.fileno() for end in (theirs, *listeners)]
        serve = [sys.executable, "-I", "-m", _SERVER, self._folder.name, *map(str, numbers)]
        bounds = map(str, (os.getpid(), MEMORY, SAID))
        self._said.seek(0)
        self._said.truncate()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 — our own words only
                [sys.executable, "-I", "-c", _BOUND, *bounds, *serve],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                pass_fds=numbers,
                cwd=self._folder.name,
                start_new_session=True,
            )

    def _last_words(self) -> str:
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace").strip()[-300:]

    def _stop(self) -> None:
        if self._begun:
            self.end()
        process, orders, self._served = self._process, self._orders, []
        self._process = self._orders = None
        if process is None or orders is None:
            return
        process.kill()
        process.wait()
        orders.close()


def _listeners(boxes: Iterable[Box]) -> list[socket.socket]:
    return [box.listener for box in boxes if box.listener is not None]


def _knowing(address: Address) -> Job:
    return Job(files={_ADDRESS_FILE: address.as_json().encode()}, environment=_ENVIRONMENT)

"""The practice platform of one slot: `course serve`, outside the boxes, on sockets made inside them.

Both roles reach it at the same address, and nothing else at all. The learner's process gets its
address and keys; the examiner's gets the operator's token too.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from course_utils.errors import CourseError
from course_utils.grading.sandbox.box import Box, Job

START_SECONDS = 30.0

_ADDRESS_FILE = ".course/platform.json"
_ENVIRONMENT = {"COURSE_PLATFORM": f"~/{_ADDRESS_FILE}"}
MEMORY = 256 * 1024 * 1024
"""Bytes of its own for one platform, several times what it begins with; more ends it, see `begin`."""

_BOUND = """
import ctypes, os, resource, sys
parent, memory, *command = sys.argv[1:]
ctypes.CDLL(None).prctl(1, 9)  # it ends with the thread that began it
resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
if os.getppid() == int(parent):
    os.execv(command[0], command)
"""


class PlatformStartError(CourseError):
    """The practice platform did not start or does not answer."""


class PracticeServer:
    """Serves the learner's box, the examiner's, and the grader, who resets it between submissions."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="course-platform-")
        self._client = httpx.Client(trust_env=False, timeout=10)
        self._ours = socket.create_server(("127.0.0.1", 0))
        self._served: list[socket.socket] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._address: dict[str, object] = {}

    def serve(self, *boxes: Box) -> None:
        """Serve these boxes; after a box was started afresh, its new socket.

        Raises:
            PlatformStartError: the platform does not start.
        """
        listeners = [box.listener for box in boxes if box.listener is not None]
        if listeners == self._served:
            return
        self._stop()
        self._process = self._start([*listeners, self._ours])
        self._address = self._wait(self._process)
        self._served = listeners

    @property
    def learners_job(self) -> Job:
        """Give what the learner's process needs to find the platform: nothing of the operator's."""
        shared = {key: self._address[key] for key in ("url", "api_key", "admin_key")}
        return _knowing(shared)

    @property
    def examiners_job(self) -> Job:
        return _knowing(self._address)

    def begin(self, *boxes: Box) -> None:
        """Serve these boxes with nothing left of the last submission, which may have hung it or worse.

        Raises:
            PlatformStartError: the platform does not start.
        """
        self.serve(*boxes)
        if not self._reset():
            self._served = []
            self.serve(*boxes)

    def _reset(self) -> bool:
        """Make the platform forget everything; False where it does not answer any more."""
        if self._process is None or self._process.poll() is not None:
            return False
        port = self._ours.getsockname()[1]
        token = f"Bearer {self._address['operator_token']}"
        url = f"http://127.0.0.1:{port}/practice/reset"
        try:
            return self._client.post(url, headers={"authorization": token}).is_success
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        self._stop()
        self._client.close()
        self._ours.close()
        self._folder.cleanup()

    def _start(self, listeners: list[socket.socket]) -> subprocess.Popen[bytes]:
        numbers = [listener.fileno() for listener in listeners]
        serve = [sys.executable, "-I", "-m", "course_utils", "serve", "--state", self._folder.name]
        serve += ["--database-url", "sqlite://", "--no-hints", "--no-pace"]
        serve += [word for number in numbers for word in ("--fd", str(number))]
        return subprocess.Popen(  # noqa: S603 — our own words only
            [sys.executable, "-I", "-c", _BOUND, str(os.getpid()), str(MEMORY), *serve],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=numbers,
            cwd=self._folder.name,
            start_new_session=True,
        )

    def _wait(self, process: subprocess.Popen[bytes]) -> dict[str, object]:
        """Wait for the file that the platform writes when it listens."""
        path = Path(self._folder.name) / "platform.json"
        deadline = time.monotonic() + START_SECONDS
        while not path.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                assert process.stderr is not None
                said = process.stderr.read().decode("utf-8", "replace").strip()
                raise PlatformStartError(f"The practice platform did not start: {said[-300:]}")
            time.sleep(0.02)
        address: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        return address

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()
        (Path(self._folder.name) / "platform.json").unlink(missing_ok=True)


def _knowing(address: dict[str, object]) -> Job:
    return Job(files={_ADDRESS_FILE: json.dumps(address).encode()}, environment=_ENVIRONMENT)

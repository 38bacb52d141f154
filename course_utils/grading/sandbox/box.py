"""A box: bubblewrap around the warm parent of `inside.py`, seen from the grader.

One box per role, used for one submission after another. What is visible in it is an allow-list:
the system's programs, this Python, its libraries and this package, read-only; three small folders
that can be written, empty at the start of each submission; no network but one listening socket,
made inside and handed out.
"""

import json
import socket
import subprocess
import tempfile
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import Any, Self

from course_utils.errors import CourseError
from course_utils.grading.sandbox.bubblewrap import Bubble, bubble, interpreter, no_bubble
from course_utils.grading.sandbox.channel import (
    STRANGERS_FRAME,
    TRUSTED_FRAME,
    Channel,
    ChannelError,
    End,
)
from course_utils.grading.sandbox.confine import Limits, Role, no_core_dumps
from course_utils.grading.sandbox.requirements import RISK, NoBoxError

PORT = 8642
WORK = "work"
WARM_UP_SECONDS = 90.0
ANSWER_SECONDS = 5.0


@dataclass(frozen=True)
class Setup:
    """What all boxes of a run have in common. `modules` are imported before the first fork, in both boxes of a pair."""

    bubblewrap: str | None
    """Where it is; None: the instructor wants no box, and knows what that risks."""
    limits: Limits = field(default_factory=Limits)
    modules: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    """The instructor's cells, which the examiner's box reads before the first fork. They never enter the learner's."""
    output_limit: int = 1_000_000
    learners_modules: tuple[str, ...] = ()
    """Imported in the learner's box alone: what the other does without makes each of its forks quicker."""

    def modules_of(self, role: Role) -> list[str]:
        """Give what is imported in the box of a role."""
        return [*self.modules, *(self.learners_modules if role == "learner" else ())]


@dataclass(frozen=True)
class Job:
    """What a submission's process starts with. File names are relative to the home folder."""

    files: dict[str, bytes] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    scripts: bool = False
    """Whether the other role will ask for scripts to be run beside its cells."""

    def with_files(self, files: dict[str, bytes]) -> Self:
        """Put files beside the notebook: in the folder that the process works in."""
        beside = {f"{WORK}/{name}": body for name, body in files.items()}
        return replace(self, files={**self.files, **beside})


@dataclass(frozen=True)
class Ended:
    """What a submission's processes came to.

    `reason` is what ended them before the grader did (`memory`, `machine`, `files`, `box`), if anything.
    Seconds: the processor's for all of them together, and those that the first waited for a
    processor which others had.
    """

    reason: str | None = None
    ran: float = 0.0
    waited: float = 0.0


class BoxError(CourseError):
    """The box did not do what it was told; it has been ended."""


class Box:
    """One box: starts, gives a process per submission, ends it, and starts afresh on doubt."""

    def __init__(self, setup: Setup, role: Role) -> None:
        self._setup, self._role = setup, role
        self._process: subprocess.Popen[bytes] | None = None
        self._starting, self._stopped = threading.Lock(), False
        self._opened = ExitStack()
        self._control: Channel | None = None
        self.listener: socket.socket | None = None
        self.starts = 0

    def launch(self) -> None:
        """Start bubblewrap; `wait_until_listening` and `wait_until_warm` wait for it.

        The box ends with the thread that calls this: the kernel counts threads as parents.

        Raises:
            BoxError: it was stopped.
        """
        self.close()
        self._control, theirs = Channel.pair(TRUSTED_FRAME)
        self._opened.callback(self._control.close)
        said = tempfile.TemporaryFile()  # noqa: SIM115 — read when the box does not start
        self._said = self._opened.enter_context(said)
        path = self._setup.bubblewrap
        around = self._opened.enter_context(bubble(path) if path else no_bubble())
        self._opened.callback(self._end_process)
        module = "course_utils.grading.inside.parent"
        inside = [interpreter(), "-I", "-m", module, str(theirs.fileno())]
        with theirs, self._starting, no_core_dumps():
            if self._stopped:
                raise BoxError("the box was stopped")
            self._process = subprocess.Popen(  # noqa: S603 — our own words only
                [*around.command, *inside, json.dumps(self._orders(around))],
                env=around.environment,
                start_new_session=True,  # Ctrl-C is for the grader, which ends its boxes in order
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=self._said,
                pass_fds=[theirs.fileno(), *around.descriptors],
            )
        self.starts += 1

    def wait_until_listening(self) -> None:
        """Wait for the box's socket, which is there before all that takes long.

        Raises:
            NoBoxError: this machine does not let it start.
        """
        with self._telling_why() as control:
            _, descriptors = control.receive_with_descriptors(WARM_UP_SECONDS)
        self.listener = self._opened.enter_context(socket.socket(fileno=descriptors[0]))

    def wait_until_warm(self) -> None:
        """Wait until the box has imported what submissions need.

        Raises:
            NoBoxError: this machine does not let it start.
        """
        if self.listener is None:
            self.wait_until_listening()
        cells = self._setup.cells if self._role == "examiner" else ()
        with self._telling_why() as control:
            control.send({"cells": cells}, seconds=WARM_UP_SECONDS)
            warm = control.receive(WARM_UP_SECONDS)
        if warm["threads"] != 1:
            self.close()
            raise NoBoxError(
                f"Importing {', '.join(self._setup.modules_of(self._role))} starts a thread, and a process with "
                "threads cannot be forked safely. Import that module inside a cell's function."
            )

    @contextmanager
    def _telling_why(self) -> Iterator[Channel]:
        try:
            yield self._open_control()
        except ChannelError as why:
            said = self._last_words() or str(why)
            self.close()
            raise NoBoxError(f"{_refusal(said)}, {RISK}.") from None

    @property
    def pid(self) -> int | None:
        """What was launched; in a bubblewrap, the box's own processes are below it."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Launch the box and wait until it is warm.

        Raises:
            NoBoxError: this machine can't make one, or a module of the setup starts a thread.
        """
        self.launch()
        self.wait_until_warm()

    def begin(self, job: Job, *others: End) -> Channel:
        """Fork a process for a submission; give the channel to it.

        `others` are its ends of lines: to the other role and, with `scripts`, to or of what runs them.

        Raises:
            BoxError: the box did not answer; it has been closed.
        """
        ours, theirs = Channel.to_stranger(STRANGERS_FRAME)
        given = {
            "environment": job.environment,
            "files": {name: b64encode(body).decode() for name, body in job.files.items()},
            "folder": WORK,
        }
        always = [name for name in job.files if not name.startswith(f"{WORK}/")]
        start = {"do": "start", "ours": [*always, f"{WORK}/"]}
        with theirs:
            try:
                self._tell(start, tuple(chain(*(end.numbers for end in (theirs, *others)))))
                ours.send(given, seconds=ANSWER_SECONDS)  # its own: the parent's memory outlives it
            except (BoxError, ChannelError) as why:
                ours.close()
                raise BoxError(str(why)) from None
        return ours

    def end_others(self) -> None:
        """End what the submission's process has left running; it goes on.

        Raises:
            BoxError: the box did not answer; it has been closed.
        """
        self._tell({"do": "end others"})

    def end(self) -> Ended:
        """End the submission's processes and wipe what they wrote; on the least doubt start afresh."""
        try:
            answer = self._tell({"do": "end"})
        except BoxError:
            self.start()
            return Ended("box")
        if not answer["clean"]:
            self.start()
        return Ended(answer["ended_for"], answer["ran"], answer["waited"])

    def renew_unless_clean(self) -> None:
        """Start afresh where the kernel keeps something of a submission that has ended."""
        try:
            clean = self._tell({"do": "look"})["clean"]
        except BoxError:
            clean = False
        if not clean:
            self.start()

    def stop(self) -> None:
        """End the box for good. For another thread than the box's own, which then closes it."""
        with self._starting:
            self._stopped = True
            if self._process is not None:
                self._process.kill()
            if self._control is not None:
                self._control.hang_up()  # where root grades, bubblewrap's child outlives it until it hears this

    def close(self) -> None:
        """End the box, and with it everything in it; close all that `launch` opened."""
        self._opened.close()
        self._control = self.listener = self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open_control(self) -> Channel:
        if self._control is None:
            raise BoxError("the box is closed")
        return self._control

    def _tell(self, order: dict[str, Any], descriptors: tuple[int, ...] = ()) -> dict[str, Any]:
        control = self._open_control()
        try:
            control.send(order, descriptors, seconds=ANSWER_SECONDS)
            return control.receive(seconds=ANSWER_SECONDS)
        except ChannelError as why:
            self.close()
            raise BoxError(str(why)) from None

    def _orders(self, around: Bubble) -> dict[str, Any]:
        return {
            "role": self._role,
            "boxed": self._setup.bubblewrap is not None,
            "user": around.user,
            "port": PORT if self._setup.bubblewrap else 0,
            "modules": self._setup.modules_of(self._role),
            "writable": around.writable,
            "fixed": around.fixed,
            "output_limit": self._setup.output_limit,
            "limits": asdict(self._setup.limits),
        }

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _last_words(self) -> str:
        """What bubblewrap, or what it started, said last."""
        self._end_process()
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else ""


def _refusal(said: str) -> str:
    advice = "Grade on another machine"
    if "uid map" in said or "namespace" in said or "RTM_NEWADDR" in said:
        advice = (
            "The system forbids user namespaces: allow them for bwrap (Ubuntu: install the package "
            "apparmor-profiles and load bwrap-userns-restrict; Docker: --privileged)"
        )
    return f"Submissions run in a bubblewrap box, and it does not start here: {said}. {advice}"

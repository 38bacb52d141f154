"""What runs in a box: a warm, single-threaded parent (pid 1) that forks a process per submission.

Started by `box.py` as `python -I -m course_utils.grading.inside`, with one socket to the grader.
"""

import gc
import importlib
import json
import os
import select
import socket
import struct
import sys
import time
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.grading.inside import heap
from course_utils.grading.sandbox import confine
from course_utils.grading.sandbox.channel import (
    TRUSTED_FRAME,
    Channel,
    ChannelClosedError,
    channels,
)
from course_utils.grading.sandbox.confine import Limits
from course_utils.grading.sandbox.isolation import Boxed, Open, Surroundings, reap
from course_utils.grading.sandbox.measuring import address_space

QUICK_SECONDS = 1.0
"""Ending and wiping a submission takes milliseconds; longer is a reason for doubt."""

WATCH_SECONDS = 0.05
"""How often what everything in the box uses is added up."""


@dataclass(frozen=True)
class Orders:
    """What a box is told when it starts.

    The first of the `writable` folders is the home of a submission, the second its place for
    temporary files. `fixed` are folders in them that are ours. `user` is who a root caller's box
    becomes. Port 0 takes any.
    """

    role: str
    boxed: bool
    user: int | None
    port: int
    modules: list[str]
    writable: list[str]
    fixed: list[str]
    output_limit: int
    limits: Limits


def main(argv: list[str]) -> None:
    given = json.loads(argv[1])
    orders = Orders(**{**given, "limits": Limits(**given["limits"])})
    control = Channel(socket.socket(fileno=int(argv[0])), TRUSTED_FRAME)
    around: Surroundings = Open(orders.writable)
    if orders.boxed:
        around = Boxed(orders.writable, orders.fixed, orders.user)
    around.enter()
    if control.is_over():
        return  # the grader was killed while bubblewrap was not yet bound to it
    os.umask(0o077)
    os.chdir(orders.writable[0])
    parent = _Parent(orders, control, around)
    try:
        parent.warm_up()
        parent.serve()
    except ChannelClosedError:
        """The grader is gone: so is the box."""


class _Parent:
    def __init__(self, orders: Orders, control: Channel, around: Surroundings) -> None:
        self._orders, self._control, self._around = orders, control, around
        self._ended_for: str | None = None
        self._child = 0
        self._ours: list[str] = []
        self._ran = 0.0
        self._portrait: tuple[object, ...] | None = None

    def warm_up(self) -> None:
        """Hand out the listening socket, import what submissions need, once, and tell the grader."""
        self._listen()
        gc.disable()  # nothing of what is made until then goes away
        from course_utils.grading.inside import clients, roles, shell  # noqa: PLC0415 — after privileges are dropped

        self._play = {"learner": roles.be_learner, "examiner": roles.be_examiner}[self._orders.role]
        self._ends = roles.Ends
        missing = [name for name in self._orders.modules if not _imported(name)]
        clients.warm_up()
        self._runner = shell.CellRunner(self._orders.output_limit)
        roles.warm_up()
        for source in self._control.receive()["cells"]:
            self._runner.know(source)
        threads = confine.threads()
        self._control.send({"ready": True, "missing": missing, "threads": threads})
        gc.collect()
        self._filling = heap.filled()
        heap.give_back()
        gc.freeze()
        gc.enable()
        self._around.wipe()  # IPython has made a folder for itself
        self._address_space = address_space()
        self._sockets = self._around.sockets()

    def _listen(self) -> None:
        """Make the socket that the platform serves; it can begin to start while this process imports."""
        with socket.create_server(("127.0.0.1", self._orders.port), backlog=256) as listener:
            # its connections end with a reset: none waits a minute in the kernel, for the next one to see
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._control.send({"listening": True}, (listener.fileno(),))

    def serve(self) -> None:
        while True:
            order, descriptors = self._control.receive_with_descriptors()
            if order["do"] == "start":
                self._ours = order["ours"]
                self._start(descriptors)
                self._control.send({"started": True})
                self._watch()
            elif order["do"] == "end others":
                self._around.end_others(self._child)
                self._control.send({"ended": True})
                self._watch()
            elif order["do"] == "look":
                self._control.send({"clean": self._around.sockets() == self._sockets})
            else:
                scheduled = confine.scheduled(self._child)
                clean = self._end()
                ran = confine.ran() - self._ran
                waited = confine.waited_for_others(*scheduled, ran)
                told = {"ended_for": self._ended_for, "ran": ran, "waited": waited}
                self._control.send({"clean": clean, **told})
                self._ended_for = None

    def _start(self, descriptors: list[int]) -> None:
        self._ran = confine.ran()
        self._child = os.fork()
        if not self._child:
            self._become_child(descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        if (
            self._portrait is None
        ):  # it was warm, and brought to its processor; no stranger's code runs yet
            self._portrait = self._around.portrait()

    def _become_child(self, descriptors: list[int]) -> None:
        """Turn this fork into a role's process. Never returns."""
        try:
            confine.close_all_but({0, 1, 2, *descriptors})
            heard, answers, *ends = descriptors
            grader = Channel(socket.socket(fileno=heard), TRUSTED_FRAME, answers=answers)
            others = channels(ends, to_stranger=self._orders.role == "examiner")
            try:
                given = grader.receive()
                self._prepare_child(given)
                self._play(self._ends(grader, *others), self._runner, self._around.all_others)
            except ChannelClosedError:
                """The submission is over."""
            except BaseException as error:
                grader.send({"failed": f"{type(error).__name__}: {error}"[:500]}, seconds=1)
        finally:
            os._exit(0)

    def _prepare_child(self, given: dict[str, Any]) -> None:
        home, scratch = map(Path, self._orders.writable[:2])
        self._around.limit(self._orders.limits, self._address_space)
        _lay_out(given["files"], home)
        for name, value in given["environment"].items():
            os.environ[name] = value.replace("~", str(home), 1)
        (home / given["folder"]).mkdir(parents=True, exist_ok=True)
        os.chdir(home / given["folder"])
        sys.path.insert(0, "")  # a notebook may import what stands beside it
        self._runner.attach(str(scratch))

    def _watch(self) -> None:
        """Until the grader has an order, see that all processes together keep to the limits."""
        poller = select.poll()
        poller.register(self._control, select.POLLIN)
        while not poller.poll(WATCH_SECONDS * 1000):
            if excess := self._around.excess(self._child, self._orders.limits):
                self._ended_for = excess
                self._around.end(self._child)
            reap()

    def _end(self) -> bool:
        """Kill and reap everything, wipe what can be written; say whether all is as it was."""
        begun = time.monotonic()
        self._around.end(self._child)
        wiped = self._wiped()
        quick = time.monotonic() - begun < QUICK_SECONDS
        return wiped and quick and self._around.portrait() == self._portrait

    def _wiped(self) -> bool:
        """Wipe in a process of its own, if there is a need: the names of files are a submission's too."""
        self._remove_ours()
        if self._around.is_empty():
            return True
        wiper = os.fork()
        if not wiper:
            try:
                os._exit(0 if self._around.wipe() else 1)
            finally:
                os._exit(1)
        return os.waitpid(wiper, 0)[1] == 0

    def _remove_ours(self) -> None:
        """Remove what every submission starts with; more often than not nothing else is there."""
        for name in self._ours:
            with suppress(OSError):  # whatever is left is wiped
                os.unlink(name)  # noqa: PTH108 - quicker, and in every submission
        for folder in {*map(os.path.dirname, self._ours)}:
            with suppress(OSError):
                os.rmdir(folder)  # noqa: PTH106 - as above


def _imported(wanted: str) -> bool:
    """Import `module`, or `module:name`; a name may be what makes a module do its work."""
    module, _, name = wanted.partition(":")
    try:
        getattr(importlib.import_module(module), name or "__name__")
    except Exception:
        return False
    return True


def _lay_out(files: dict[str, str], home: Path) -> None:
    """Write the files that a submission starts with; names are relative to the home folder."""
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(text))


if __name__ == "__main__":
    main(sys.argv[1:])

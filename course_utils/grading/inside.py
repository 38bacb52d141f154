"""What runs in a box: a warm, single-threaded parent (pid 1) that forks a process per submission.

Started by `box.py` as `python -I -m course_utils.grading.inside`, with one socket to the grader.
"""

import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course_utils.grading import confine
from course_utils.grading.confine import Limits
from course_utils.grading.wire import Channel, ChannelClosedError

WATCH_SECONDS = 0.05
"""How often the memory of everything in the box is added up."""


@dataclass(frozen=True)
class Orders:
    """What a box is told when it starts. `user` is who a root caller's box becomes."""

    role: str
    user: int | None
    port: int
    modules: list[str]
    writable: list[str]
    home: str
    output_limit: int
    limits: Limits


def main(argv: list[str]) -> None:
    given = json.loads(argv[1])
    orders = Orders(**{**given, "limits": Limits(**given["limits"])})
    control = Channel(socket.socket(fileno=int(argv[0])))
    confine.become_parent(orders.user)
    os.umask(0o077)
    os.chdir(orders.home)
    parent = _Parent(orders, control)
    parent.warm_up()
    try:
        parent.serve()
    except ChannelClosedError:
        """The grader is gone: so is the box."""


class _Parent:
    def __init__(self, orders: Orders, control: Channel) -> None:
        self._orders, self._control = orders, control
        self._ended_for: str | None = None

    def warm_up(self) -> None:
        """Import what submissions need, once; tell the grader, and hand out the listening socket."""
        from course_utils.grading import roles, shell  # noqa: PLC0415 — after privileges are dropped

        self._play = {"learner": roles.be_learner, "examiner": roles.be_examiner}[self._orders.role]
        self._ends = roles.Ends
        missing = [name for name in self._orders.modules if not _imported(name)]
        _share_ssl_context()
        self._runner = shell.CellRunner(self._orders.output_limit)
        threads = confine.threads()
        listener = socket.create_server(("127.0.0.1", self._orders.port), backlog=256)
        self._control.send(
            {"ready": True, "missing": missing, "threads": threads}, (listener.fileno(),)
        )
        listener.close()
        gc.collect()
        gc.freeze()
        self._address_space = _pages("/proc/self/statm")[0]
        self._portrait = confine.self_portrait()

    def serve(self) -> None:
        while True:
            order, descriptors = self._control.receive_with_descriptors()
            if order["do"] == "start":
                self._start(order, descriptors)
                self._control.send({"started": True})
                self._watch()
            else:
                self._control.send({"clean": self._end(), "ended_for": self._ended_for})
                self._ended_for = None

    def _start(self, order: dict[str, Any], descriptors: list[int]) -> None:
        child = os.fork()
        if not child:
            self._become_child(order, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)

    def _become_child(self, order: dict[str, Any], descriptors: list[int]) -> None:
        """Turn this fork into a role's process. Never returns."""
        try:
            confine.close_all_but({0, 1, 2, *descriptors})
            grader, other = (Channel(socket.socket(fileno=one)) for one in descriptors)
            try:
                self._prepare_child(order)
                self._play(self._ends(grader, other), self._runner)
            except ChannelClosedError:
                """The submission is over."""
            except BaseException as error:
                grader.send({"failed": f"{type(error).__name__}: {error}"[:500]}, seconds=1)
        finally:
            os._exit(0)

    def _prepare_child(self, order: dict[str, Any]) -> None:
        home = Path(self._orders.home)
        confine.become_child(self._orders.limits, self._address_space)
        _lay_out(order["files"], home)
        os.environ.update(order["environment"])
        (home / order["folder"]).mkdir(parents=True, exist_ok=True)
        os.chdir(home / order["folder"])
        self._runner.attach("/tmp")  # noqa: S108 — the box's own, wiped after each submission

    def _watch(self) -> None:
        """Until the grader has an order, see that all processes together keep to the memory limit."""
        poller = select.poll()
        poller.register(self._control, select.POLLIN)
        while not poller.poll(WATCH_SECONDS * 1000):
            if _memory_of_others(self._orders.limits.memory) > self._orders.limits.memory:
                self._ended_for = "memory"
                _end_others()
            _reap()

    def _end(self) -> bool:
        """Kill and reap everything, wipe what can be written; say whether all is as it was."""
        begun = time.monotonic()
        _end_others()
        wiped = [_wiped(Path(folder)) for folder in self._orders.writable]
        quick = time.monotonic() - begun < 1
        return all(wiped) and quick and confine.self_portrait() == self._portrait


def _imported(wanted: str) -> bool:
    """Import `module`, or `module:name`; a name may be what makes a module do its work."""
    module, _, name = wanted.partition(":")
    try:
        getattr(importlib.import_module(module), name or "__name__")
    except Exception:
        return False
    return True


def _share_ssl_context() -> None:
    """Make one SSL context for all clients: reading the certificates takes 90 ms each time."""
    if "httpx" not in sys.modules:
        return
    import httpx  # noqa: PLC0415 — only where the assignment needs it

    default: Any = importlib.import_module("httpx._transports.default")
    default.create_ssl_context = cache(default.create_ssl_context)
    for trust_env in (True, False):
        httpx.Client(trust_env=trust_env).close()


def _lay_out(files: dict[str, str], home: Path) -> None:
    """Write the files that a submission starts with; names are relative to the home folder."""
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("latin-1"))


def _pages(statm: str) -> tuple[int, int]:
    """Give a process's address space and resident size in bytes."""
    size, resident, *_ = Path(statm).read_text().split()
    page = os.sysconf("SC_PAGE_SIZE")
    return int(size) * page, int(resident) * page


def _others() -> list[str]:
    names = (path.name for path in Path("/proc").iterdir())
    return [name for name in names if name.isdigit() and name != "1"]


def _memory_of_others(limit: int) -> int:
    """Add up the memory of all processes but this one; exactly only where it may be too much."""
    resident = sum(_or_zero(lambda pid: _pages(f"/proc/{pid}/statm")[1], pid) for pid in _others())
    if resident <= limit:
        return resident
    return sum(_or_zero(_proportional, pid) for pid in _others())


def _proportional(pid: str) -> int:
    """Give a process's share of memory: a page that n processes share counts as 1/n."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except PermissionError:
        return _pages(f"/proc/{pid}/statm")[1]


def _or_zero(measure: Any, pid: str) -> int:
    try:
        return int(measure(pid))
    except (OSError, StopIteration, ValueError):
        return 0  # it ended while we looked


def _end_others() -> None:
    """Kill and reap every other process in the box, and those they start meanwhile."""
    while True:
        try:
            os.kill(-1, signal.SIGKILL)
            os.waitpid(-1, 0)
        except (ProcessLookupError, ChildProcessError):
            return


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        """Nobody is left."""


def _wiped(folder: Path) -> bool:
    """Empty a folder; False where something resists, and then the whole box goes."""
    try:
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    except (OSError, RecursionError):
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])

"""What is around a submission's processes: a box, or, where the instructor wants none, nothing.

Linux only, and only inside `inside.py`'s process.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from course_utils.grading.sandbox import confine
from course_utils.grading.sandbox.confine import Limits

Excess = Literal["memory", "machine", "files"]
"""Which limit a submission's processes exceeded together; `machine`: its memory is used up by others."""

SPARE_MEMORY = 200 * 1024 * 1024
"""Bytes that the machine must have left; with less, whatever runs in a box is ended."""

SOCKET_BUFFER = 212_992
"""Bytes that may wait in a socket, in no process's memory; `seccomp` lets nobody ask for more."""


MAPPINGS = 250_000
"""Parts that the memory of all processes may be cut into: each is a quarter of a kilobyte of the kernel's own."""

_MOST_OF_ONE = 65_530  # Linux's `vm.max_map_count`

_GROWN = 32 * 1024 * 1024
"""Bytes that the kernel's own memory grows by before mappings are counted, which takes long."""

_MUCH_IN_CONNECTIONS = 64 * 1024 * 1024
_LISTENS = "0A"  # where the queue is one of connections

_LONGEST = 65_536
"""Bytes; the kernel's files that are read here have some thousand."""


class Boxed:
    """Inside bubblewrap, as pid 1: whatever else runs here belongs to the submission."""

    def __init__(self, writable: list[str], fixed: list[str], user: int | None) -> None:
        self._writable = [Path(folder) for folder in writable]
        self._fixed = [Path(folder) for folder in fixed]
        self._user = user
        self._files_of_ours: list[int] = []
        self._kernels_least = sys.maxsize

    def enter(self) -> None:
        """See `confine.become_parent`."""
        confine.become_parent(self._user)

    def limit(self, limits: Limits, address_space: int) -> None:
        confine.become_child(limits, address_space)

    def excess(self, _child: int, limits: Limits) -> Excess | None:
        """Say which limit all processes but this one exceed together.

        Memory is what the processes have and what waits in their sockets. What their folders hold is
        bounded by the folders' size; what would be nowhere, `seccomp` refuses. Many files are memory of
        the kernel, and take time to wipe.
        """
        if sum(self._files()) > limits.files:
            return "files"
        waiting = sockets_of_this_network()[0] * SOCKET_BUFFER + _in_connections()
        if _exceeds(limits.memory - waiting):
            return "memory"
        machine = _told("/proc/meminfo")
        kernels = _bytes_of("SUnreclaim", machine)
        self._kernels_least = min(self._kernels_least, kernels)
        if kernels > self._kernels_least + _GROWN and _many_mappings():
            return "memory"
        if _bytes_of("MemAvailable", machine) < SPARE_MEMORY:
            return "memory" if _exceeds(limits.memory // 4 - waiting) else "machine"
        return None

    def end_others(self, child: int) -> None:
        """Kill what the submission's first process has left running; nobody forks while all stand still."""
        _send(signal.SIGSTOP, -1)
        for pid in map(int, _others()):
            if pid != child:
                _send(signal.SIGKILL, pid)
        _send(signal.SIGCONT, child)

    def end(self, _child: int) -> None:
        """Kill and reap every other process, and those they start meanwhile."""
        while True:
            try:
                os.kill(-1, signal.SIGKILL)
                os.waitpid(-1, 0)
            except (ProcessLookupError, ChildProcessError):
                return

    def wipe(self) -> bool:
        """Empty the folders that can be written; False where something resists, and the box goes."""
        wiped = _all_wiped(self._writable, self._fixed)
        self._files_of_ours = self._files_of_ours or self._files()
        return wiped

    def is_empty(self) -> bool:
        """Tell whether there is nothing to wipe. No name of a file is read for it."""
        return self._files() == self._files_of_ours

    def _files(self) -> list[int]:
        """Give how many files and folders there are in each of the folders that can be written."""
        return [state.f_files - state.f_ffree for state in map(os.statvfs, self._writable)]

    def sockets(self) -> tuple[int, ...]:
        """Give how many sockets there are, and how many wait in the kernel for their connection's end."""
        return sockets_of_this_network()

    def portrait(self) -> tuple[object, ...]:
        """Everything that a submission might have changed here; equal means unchanged."""
        fixed = tuple(sorted(path.name for path in folder.iterdir()) for folder in self._fixed)
        modes = tuple(folder.stat().st_mode for folder in self._writable)
        return (*confine.self_portrait(), fixed, modes)


class Open:
    """No box at all (`--isolation none`): a group of processes and temporary folders."""

    def __init__(self, writable: list[str]) -> None:
        self._writable = [Path(folder) for folder in writable]

    def enter(self) -> None:
        """Nothing protects anybody here."""

    def limit(self, limits: Limits, address_space: int) -> None:
        confine.become_child(limits, address_space, alone=False)

    def excess(self, child: int, limits: Limits) -> Excess | None:
        """Look at the memory of the submission's first process alone."""
        return "memory" if _or_zero(_resident, str(child)) > limits.memory else None

    def end_others(self, child: int) -> None:
        """Nobody here could tell them from the instructor's own."""

    def end(self, child: int) -> None:
        """Kill the submission's group; who has left the group stays."""
        try:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        except (ProcessLookupError, ChildProcessError, PermissionError):
            """It ended by itself."""

    def wipe(self) -> bool:
        return _all_wiped(self._writable, [])

    def is_empty(self) -> bool:
        """Nobody counts what is in these folders."""
        return False

    def sockets(self) -> tuple[int, ...]:
        """The machine's own network is everybody's."""
        return ()

    def portrait(self) -> tuple[object, ...]:
        return ()


Surroundings = Boxed | Open


def reap() -> None:
    """Take leave of every child that has ended, without waiting for one."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        """Nobody is left."""


def _send(number: signal.Signals, pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def address_space() -> int:
    """Give how much this process has mapped, in bytes."""
    return _pages("self")[0]


def _bytes_of(name: str, machine: str) -> int:
    """Give one of the sums in `/proc/meminfo`."""
    return int(machine.partition(f"{name}:")[2].split(maxsplit=1)[0]) * 1024


def _many_mappings() -> bool:
    """Tell whether all processes but this one have too many; one that hides them is taken for having most."""
    left = MAPPINGS
    for pid in _others():
        try:
            with Path(f"/proc/{pid}/maps").open("rb", buffering=0) as maps:
                while left > 0 and (part := maps.read(_LONGEST)):
                    left -= part.count(b"\n")
        except PermissionError:
            left -= _MOST_OF_ONE
        except OSError:
            """It ended while we looked."""
    return left <= 0


def sockets_of_this_network() -> tuple[int, ...]:
    """Give how many sockets this network namespace has, and how many TCP connections are in TIME_WAIT."""
    words = _told("/proc/self/net/sockstat").split()
    return int(words[words.index("used") + 1]), int(words[words.index("tw") + 1])


def _in_connections() -> int:
    """Give the bytes that wait in this network's TCP connections, looked at where the machine's have many."""
    words = _told("/proc/self/net/sockstat").partition("TCP:")[2].split()
    if int(words[words.index("mem") + 1]) * os.sysconf("SC_PAGE_SIZE") < _MUCH_IN_CONNECTIONS:
        return 0
    lines = [
        line
        for path in map(Path, ("/proc/self/net/tcp", "/proc/self/net/tcp6"))
        for line in (path.read_text().splitlines()[1:] if path.exists() else ())
    ]
    queues = [words[4].split(":") for words in map(str.split, lines) if words[3] != _LISTENS]
    return sum(int(length, 16) for queue in queues for length in queue)


def _exceeds(memory: int) -> bool:
    """Tell whether all processes but this one have more, counted exactly only where they may."""
    return _sum(_resident) > memory and _sum(_proportional) > memory


def _told(path: str) -> str:
    """Read what the kernel says, in one go: this is asked twenty times a second."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(file, _LONGEST).decode()
    finally:
        os.close(file)


def _pages(pid: str) -> tuple[int, int]:
    """Give a process's address space and resident size in bytes."""
    size, resident, *_ = _told(f"/proc/{pid}/statm").split()
    page = os.sysconf("SC_PAGE_SIZE")
    return int(size) * page, int(resident) * page


def _resident(pid: str) -> int:
    return _pages(pid)[1]


def _proportional(pid: str) -> int:
    """Give a process's share of memory: a page that n processes share counts as 1/n."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except PermissionError:
        return _resident(pid)


def _sum(measure: Callable[[str], int]) -> int:
    return sum(_or_zero(measure, pid) for pid in _others())


def _others() -> list[str]:
    """Give the ids of all processes but pid 1."""
    names = os.listdir("/proc")  # noqa: PTH208 - see `_told`
    return [name for name in names if name.isdigit() and name != "1"]


def _or_zero(measure: Callable[[str], int], pid: str) -> int:
    try:
        return measure(pid)
    except (OSError, StopIteration, ValueError):
        return 0  # it ended while we looked


def _all_wiped(folders: list[Path], fixed: list[Path]) -> bool:
    wiped = [_wiped(folder, fixed) for folder in folders]  # all of them, whatever the first says
    return all(wiped)


def _wiped(folder: Path, fixed: list[Path]) -> bool:
    try:
        for path in folder.iterdir():
            if path in fixed:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    except (OSError, RecursionError):
        return False
    return True

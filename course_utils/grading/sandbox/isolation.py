"""What is around a submission's processes: a box, or, where the instructor wants none, nothing.

Linux only, and only inside `inside.py`'s process.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal

from course_utils.grading.sandbox import confine
from course_utils.grading.sandbox.confine import Limits
from course_utils.grading.sandbox.measuring import (
    bytes_of,
    exceeds,
    in_connections,
    many_mappings,
    memory_of,
    others,
    sockets_of_this_network,
    told,
)
from course_utils.grading.sandbox.wiping import all_wiped

Excess = Literal["memory", "machine", "files"]
"""Which limit a submission's processes exceeded together; `machine`: its memory is used up by others."""

SPARE_MEMORY = 200 * 1024 * 1024
"""Bytes that the machine must have left; with less, whatever runs in a box is ended."""

SOCKET_BUFFER = 212_992
"""Bytes that may wait in a socket, in no process's memory; `seccomp` lets nobody ask for more."""

_GROWN = 32 * 1024 * 1024
"""Bytes that the kernel's own memory grows by before mappings are counted, which takes long."""


class Boxed:
    """Inside bubblewrap, as pid 1: whatever else runs here belongs to the submission."""

    all_others = -1
    """How `os.kill` names all that a submission runs, but the one that asks; 0 where nobody can tell them."""

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
        waiting = sockets_of_this_network()[0] * SOCKET_BUFFER + in_connections()
        if exceeds(limits.memory - waiting):
            return "memory"
        machine = told("/proc/meminfo")
        kernels = bytes_of("SUnreclaim", machine)
        self._kernels_least = min(self._kernels_least, kernels)
        if kernels > self._kernels_least + _GROWN and many_mappings():
            return "memory"
        if bytes_of("MemAvailable", machine) < SPARE_MEMORY:
            return "memory" if exceeds(limits.memory // 4 - waiting) else "machine"
        return None

    def end_others(self, child: int) -> None:
        """Kill what the submission's first process has left running; nobody forks while all stand still."""
        _send(signal.SIGSTOP, -1)
        for pid in map(int, others()):
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
        wiped = all_wiped(self._writable, self._fixed)
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

    all_others = 0

    def __init__(self, writable: list[str]) -> None:
        self._writable = [Path(folder) for folder in writable]

    def enter(self) -> None:
        """Nothing protects anybody here."""

    def limit(self, limits: Limits, address_space: int) -> None:
        confine.become_child(limits, address_space, alone=False)

    def excess(self, child: int, limits: Limits) -> Excess | None:
        """Look at the memory of the submission's first process alone."""
        return "memory" if memory_of(child) > limits.memory else None

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
        return all_wiped(self._writable, [])

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

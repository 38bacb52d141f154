"""What a process does to itself inside a box. Linux only; bubblewrap has done the rest."""

import ctypes
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from course_utils.errors import CourseError
from course_utils.notebooks.running import MEMORY_MEGABYTES

Role = Literal["learner", "examiner"]

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_CAPBSET_READ = 23
_PR_CAPBSET_DROP = 24
_PR_SET_NO_NEW_PRIVS = 38

_LIBC = ctypes.CDLL(None, use_errno=True)

_LIMITING = threading.Lock()

BECOMING = ("CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP")
"""What root's box keeps until it has become an ordinary user."""


class ConfinementError(CourseError):
    """The process is not what it has to be before a stranger's code may run beside it."""


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Bytes, and processes and files at a time."""

    memory: int = MEMORY_MEGABYTES * 1024 * 1024
    files: int = 20_000
    processes: int = 48
    file_size: int = 64 * 1024 * 1024
    open_files: int = 128
    cpu_seconds: int = 600
    signals: int = 4_096
    """Signals that wait, and timers: the kernel's memory."""


def become_parent(user: int | None) -> None:
    """Make pid 1 untouchable: an ordinary user, not dumpable, every signal at its default.

    Raises:
        ConfinementError: it could not be made so.
    """
    if user is not None:
        for capability in range(64):
            if _LIBC.prctl(_PR_CAPBSET_READ, capability, 0, 0, 0) == 1:
                _prctl(_PR_CAPBSET_DROP, capability)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        if signal.getsignal(number) not in (signal.SIG_DFL, None):
            signal.signal(number, signal.SIG_DFL)
    end_with_parent()  # bubblewrap asked for it too; becoming someone else has made that void
    _check_status()


@contextmanager
def no_core_dumps() -> Iterator[None]:
    """Let what is begun meanwhile leave no core dump, and start no program of the system's that takes one.

    Where `core_pattern` names such a program, Linux starts it, as root and outside of every box, for a limit of 0,
    too; of 1 byte it does not (`fs/coredump.c`). `seccomp` lets nobody change that limit.
    """
    with _LIMITING:
        before, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (1 if most else 0, most))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_CORE, (before, most))


def end_with_parent() -> None:
    """Let the kernel end this process with the one, and the thread of it, that began it."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def hide() -> None:
    """Let no process of the same user read or write this one's memory, or what it has open; its forks' neither."""
    _prctl(_PR_SET_DUMPABLE, 0)


def _prctl(option: int, value: int) -> None:
    if _LIBC.prctl(option, value, 0, 0, 0):
        raise ConfinementError(f"prctl({option}): {os.strerror(ctypes.get_errno())}")


def _check_status() -> None:
    lines = Path("/proc/self/status").read_text().splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    if any(int(status[name], 16) for name in ("CapEff", "CapPrm", "CapAmb")):
        raise ConfinementError("it has capabilities")
    if status["Seccomp"].strip() != "2":
        raise ConfinementError("no filter of kernel calls")
    if status["NoNewPrivs"].strip() != "1":
        raise ConfinementError("it could gain privileges")


def become_child(limits: Limits, address_space: int, *, alone: bool = True) -> None:
    """Limit the process that will run a stranger's code, and all it starts.

    One process meets its own limit, a `MemoryError`, before all together meet the box's. Not `alone`,
    the number of processes stays: it would count all that the instructor runs.
    """
    _prctl(_PR_SET_DUMPABLE, 1)  # so that its share of memory can be read; pid 1 stays as it is
    limited = [
        (resource.RLIMIT_AS, address_space + limits.memory * 7 // 8),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, limits.signals),
    ]
    if alone:
        limited.append((resource.RLIMIT_NPROC, limits.processes))
    else:
        end_with_parent()
    for kind, amount in limited:
        hard = resource.getrlimit(kind)[1]
        wanted = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (wanted, wanted))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.setsid()


def close_all_but(kept: set[int]) -> None:
    """Close every descriptor but these, so that nothing of the parent's is inherited."""
    edges = [-1, *sorted(kept), os.sysconf("SC_OPEN_MAX")]
    for low, high in pairwise(edges):
        if low + 1 < high:  # an empty range would close everything
            os.closerange(low + 1, high)


def self_portrait() -> tuple[object, ...]:
    """Everything of this process that a stranger's code might have changed; equal means unchanged."""
    return (
        tuple(resource.getrlimit(kind) for kind in _all_limits()),
        os.getpriority(os.PRIO_PROCESS, 0),
        os.sched_getaffinity(0),
        os.sched_getscheduler(0),
        tuple(sorted(path.name for path in Path("/proc/self/fd").iterdir())),
        os.getresuid(),
        Path.cwd(),
        threads(),
        dict(os.environ),
    )


def ran() -> float:
    """Give the processor's seconds of all that ended below this process."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def scheduled(pid: int) -> tuple[float, float]:
    """Give the seconds that a process ran, and those that it was ready to run and had no processor.

    Of its first thread alone; 0 where nobody counts.
    """
    try:
        ran, waited, _ = Path(f"/proc/{pid}/schedstat").read_text().split()
        return int(ran) / 1e9, int(waited) / 1e9
    except (OSError, ValueError):
        return 0.0, 0.0


def ran_below(pid: int) -> float:
    """Give the processor's seconds of all that ended below a process; 0 where nobody counts."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    user, system = fields[13:15]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def waited_for_others(ran: float, waited: float, all_ran: float) -> float:
    """Give the seconds that a process surely waited for a processor which strangers had.

    Args:
        ran: by itself.
        waited: for whomever.
        all_ran: by it and all that it started; it may have waited for them.
    """
    return max(0.0, waited - max(0.0, all_ran - ran))


def threads() -> int:
    """Give how many threads this process has."""
    return len(list(Path("/proc/self/task").iterdir()))


def _all_limits() -> list[int]:
    return [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]

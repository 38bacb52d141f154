"""What the kernel says of the processes in a box: their memory, and what of its own it keeps for them.

Linux only. Asked twenty times a second, so each measure looks exactly only where a quick one says that it may matter.
"""

import os
from collections.abc import Callable
from pathlib import Path

MAPPINGS = 250_000
"""Parts that the memory of all processes may be cut into: each is a quarter of a kilobyte of the kernel's own."""

_MOST_OF_ONE = 65_530  # Linux's `vm.max_map_count`

_MUCH_IN_CONNECTIONS = 64 * 1024 * 1024
_LISTENS = "0A"  # where the queue is one of connections

_LONGEST = 65_536
"""Bytes; the kernel's files that are read here have some thousand."""


def bytes_of(name: str, machine: str) -> int:
    """Give one of the sums in `/proc/meminfo`."""
    return int(machine.partition(f"{name}:")[2].split(maxsplit=1)[0]) * 1024


def many_mappings() -> bool:
    """Tell whether all processes but this one have too many; one that hides them is taken for having most."""
    left = MAPPINGS
    for pid in others():
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
    words = told("/proc/self/net/sockstat").split()
    return int(words[words.index("used") + 1]), int(words[words.index("tw") + 1])


def in_connections() -> int:
    """Give the bytes that wait in this network's TCP connections, looked at where the machine's have many."""
    words = told("/proc/self/net/sockstat").partition("TCP:")[2].split()
    if int(words[words.index("mem") + 1]) * os.sysconf("SC_PAGE_SIZE") < _MUCH_IN_CONNECTIONS:
        return 0
    lines = [
        line
        for path in map(Path, ("/proc/self/net/tcp", "/proc/self/net/tcp6"))
        for line in (path.read_text().splitlines()[1:] if path.exists() else ())
    ]
    queues = [words[4].split(":") for words in map(str.split, lines) if words[3] != _LISTENS]
    return sum(int(length, 16) for queue in queues for length in queue)


def exceeds(memory: int) -> bool:
    """Tell whether all processes but this one have more, counted exactly only where they may."""
    return _sum(_resident) > memory and _sum(_proportional) > memory


def told(path: str) -> str:
    """Read what the kernel says, in one go: this is asked twenty times a second."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(file, _LONGEST).decode()
    finally:
        os.close(file)


def _pages(pid: str) -> tuple[int, int]:
    """Give a process's address space and resident size in bytes."""
    size, resident, *_ = told(f"/proc/{pid}/statm").split()
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
    return sum(_or_zero(measure, pid) for pid in others())


def others() -> list[str]:
    """Give the ids of all processes but pid 1."""
    names = os.listdir("/proc")  # noqa: PTH208 - see `told`
    return [name for name in names if name.isdigit() and name != "1"]


def _or_zero(measure: Callable[[str], int], pid: str) -> int:
    try:
        return measure(pid)
    except (OSError, StopIteration, ValueError):
        return 0  # it ended while we looked


def memory_of(pid: int) -> int:
    """Give how much memory a process has, in bytes; 0 where it has ended."""
    return _or_zero(_resident, str(pid))


def address_space() -> int:
    """Give how much this process has mapped, in bytes."""
    return _pages("self")[0]

"""A processor for each slot of a machine, whichever program the slot belongs to."""

import itertools
import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from course_utils.errors import CourseError

_shared = itertools.count(os.getpid())


class NotMovedError(CourseError):
    """A process could not be brought to a processor: the kernel lets nobody move it, or does not name it."""


class Processor:
    """A thread's own processor: on one that no other slot has, if any is left.

    However many processes a submission starts, the other slots' processors are not theirs.
    """

    def __init__(self, number: int, others: Sequence[int]) -> None:
        self._number, self._others = number, others

    def borrow(self) -> None:
        """Let this thread, and what it starts now, run on the processors too that no slot has yet."""
        os.sched_setaffinity(0, {self._number, *filter(_is_free, self._others)})

    def keep_to(self, started: Iterable[int] = ()) -> None:
        """Keep this thread, what it starts from now on and what was `started` (and those that these started) to it.

        Raises:
            NotMovedError: one of the started can't be moved. The thread is there.
        """
        os.sched_setaffinity(0, {self._number})
        for pid in started:
            with suppress(ProcessLookupError):  # it has ended
                self._move(pid)

    def _move(self, pid: int) -> None:
        try:
            os.sched_setaffinity(pid, {self._number})
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except (PermissionError, FileNotFoundError) as error:
            raise NotMovedError(str(error)) from error
        self.keep_to(map(int, children))


class NoProcessor(Processor):
    """Where a thread can't be kept to a processor."""

    def __init__(self) -> None:
        super().__init__(0, ())

    def borrow(self) -> None:
        """Do nothing."""

    def keep_to(self, started: Iterable[int] = ()) -> None:
        """Do nothing."""


@contextmanager
def own_processor() -> Iterator[Processor]:
    """Claim a processor for this thread, and keep the thread, and all that it starts, to it."""
    if not hasattr(os, "sched_setaffinity"):
        yield NoProcessor()
        return
    with _claim() as claim:
        processors = sorted(os.sched_getaffinity(0))
        own = Processor(_claimed(claim, processors), processors)
        own.keep_to()
        yield own


def _claim() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)


def _has(claim: socket.socket, processor: int) -> bool:
    """Bind a name that one program of this machine can have at a time. It leaves no file, and goes with the process."""
    try:
        claim.bind(f"\0api-keys-course-grades-on-{processor}")
    except OSError:
        return False
    return True


def _claimed(claim: socket.socket, processors: Sequence[int]) -> int:
    for processor in processors:
        if _has(claim, processor):
            return processor
    return processors[next(_shared) % len(processors)]


def _is_free(processor: int) -> bool:
    with _claim() as probe:
        return _has(probe, processor)

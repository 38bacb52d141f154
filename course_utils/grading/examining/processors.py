"""A processor for each slot of a machine, whichever program the slot belongs to."""

import itertools
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

_shared = itertools.count(os.getpid())


@contextmanager
def own_processor() -> Iterator[None]:
    """Keep this thread, and all that it starts, on one processor: on one that no other slot has, if any is left.

    However many processes a submission starts, the other slots' processors are not theirs.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as claim:
        os.sched_setaffinity(0, {_claimed(claim, sorted(os.sched_getaffinity(0)))})
        yield


def _claimed(claim: socket.socket, processors: Sequence[int]) -> int:
    """Bind a name that one program of this machine can have at a time. It leaves no file, and goes with the process."""
    for processor in processors:
        with suppress(OSError):
            claim.bind(f"\0api-keys-course-grades-on-{processor}")
            return processor
    return processors[next(_shared) % len(processors)]

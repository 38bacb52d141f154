"""What a parent does with its memory before it forks: a process shares each page of it until it writes there.

The room that the parent's own objects have left is all over its pages. A fork's new objects would go there first, and
each page of that be copied for them, which takes longer than most of what a submission does.
"""

import ctypes
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial

_POOL_BITS = 14
_HEADER = 48
"""A pool has 16 KiB; of these as many bytes are its own."""

_MOST_POOLS = 64
"""As many as are filled for each size; a quarter of that has been enough."""


def filled() -> list[object]:
    """Fill the room between small objects, so that new ones lie side by side; give what does, to be kept.

    Python keeps small objects in pools, each for one multiple of 16 bytes up to 512, and begins a new pool when all
    others of that size are full (`Objects/obmalloc.c`).
    """
    held: list[object] = []
    for size in range(16, 512 + 1, 16):
        make, whole = _of_size(size), ((1 << _POOL_BITS) - _HEADER) // size
        for _ in range(0, _MOST_POOLS, 2):
            made = [make() for _ in range(2 * whole)]
            held += made
            in_pools = Counter(id(one) >> _POOL_BITS for one in made)
            if max(in_pools.values()) == whole:  # that one was new
                break
    return held


def _of_size(size: int) -> Callable[[], object]:
    if size == sys.getsizeof(object()):
        return object
    if size < sys.getsizeof(b""):
        return float
    return partial(bytes, size - sys.getsizeof(b""))


def give_back() -> None:
    """Give back to the system what is free between large objects, where the C library can."""
    give = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if give is not None:
        give(0)

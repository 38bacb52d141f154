"""Where the platform's time comes from: the real clock, or one that steps and so repeats itself."""

import time
from collections.abc import Callable

Clock = Callable[[], float]
"""Gives the present as seconds since 1970-01-01 UTC."""

real_clock: Clock = time.time


class SteppingClock:
    """Begins at `start` and moves on by `step` seconds each time it is read."""

    def __init__(self, start: float, step: float) -> None:
        self._next = start
        self._step = step

    def __call__(self) -> float:
        now = self._next
        self._next += self._step
        return now

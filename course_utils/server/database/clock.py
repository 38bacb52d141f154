"""Where the platform's time comes from: a clock that keeps going, or one that steps and so repeats itself."""

import time
from collections.abc import Callable

Clock = Callable[[], float]
"""Gives the present as seconds since 1970-01-01 UTC."""


class SteadyClock:
    """The system's clock, which is followed forward only.

    When somebody sets it back, time goes on from where it was at its usual pace: no entry of a log is older
    than the one before it, and no rate limit waits for a time that has been already.

    Args:
        system: gives the system's time, in seconds since 1970; it may be set, also while a laptop sleeps.
        pace: gives seconds since any moment; it never goes back.
    """

    def __init__(
        self, system: Clock = time.time, pace: Callable[[], float] = time.monotonic
    ) -> None:
        self._system = system
        self._pace = pace
        self._ahead = system() - pace()

    def __call__(self) -> float:
        passed = self._pace()
        self._ahead = max(self._ahead, self._system() - passed)
        return passed + self._ahead


class SteppingClock:
    """Begins at `start` and moves on by `step` seconds each time it is read."""

    def __init__(self, start: float, step: float) -> None:
        self._next = start
        self._step = step

    def __call__(self) -> float:
        now = self._next
        self._next += self._step
        return now

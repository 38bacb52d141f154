"""Threads that grade, each with a slot of its own: the kernel ends a box with the thread that began it."""

import itertools
import os
import queue
import threading
from collections.abc import Callable
from typing import Self

from course_utils.grading.examining.slot import Slot

Task = Callable[[Slot], None]


class Crew:
    """Works through tasks with `count` slots, which `make` makes."""

    def __init__(self, count: int, make: Callable[[], Slot]) -> None:
        self._make = make
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._slots: list[Slot] = []
        self._broken: list[Exception] = []
        self._stopping = threading.Event()
        self._started: list[threading.Thread] = []
        processors = itertools.cycle(_processors())
        self._threads = [
            threading.Thread(target=self._work, args=(processor,), daemon=True)
            for processor in itertools.islice(processors, count)
        ]

    def __enter__(self) -> Self:
        return self

    def start(self, wanted: int) -> None:
        """See that at least so many slots are started, as far as there are so many."""
        for thread in self._threads[len(self._started) : wanted]:
            self._started.append(thread)
            thread.start()

    def __exit__(self, *_: object) -> None:
        """Stop: what is being graded is given up, what waits is not begun."""
        self._stopping.set()
        for _thread in self._threads:
            self._tasks.put(None)
        for slot in self._slots:
            slot.stop()
        for thread in self._started:
            thread.join(timeout=10)

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def put(self, task: Task) -> None:
        """Queue a task for the next free slot; there is one at least."""
        self.start(1)
        self._tasks.put(task)

    def raise_if_broken(self) -> None:
        """Raise what went wrong, if no slot is left that could work."""
        if self._broken and len(self._broken) == len(self._started):
            raise self._broken[0]

    def _work(self, processor: int) -> None:
        _stay_on(processor)
        slot = self._make()
        self._slots.append(slot)
        try:
            slot.warm_up()
            while (task := self._tasks.get()) is not None and not self.stopping:
                task(slot)
        except Exception as error:
            if not self.stopping:
                self._broken.append(error)
        finally:
            slot.close()


def _processors() -> list[int]:
    """Give the processors that may be used; where the system knows no such thing, one that stands for all."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else [0]


def _stay_on(processor: int) -> None:
    """Keep this thread, and all that it starts, on one processor.

    However many processes a submission starts, the other slots' processors are not theirs.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {processor})

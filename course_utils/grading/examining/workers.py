"""Threads that grade, each at a place of its own: the kernel ends a box with the thread that began it."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import AbstractContextManager
from typing import Protocol, Self, TypeVar

from course_utils.errors import CourseError
from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.handed_in import HandedIn
from course_utils.grading.coursework.outcome import Outcome
from course_utils.grading.examining.choice import Decision
from course_utils.grading.examining.pair import Way

Answer = TypeVar("Answer")


class Place(Protocol):
    """Where submissions are graded: a `Slot` of this machine, or one of a cluster."""

    def at_work(self, *, first: bool) -> AbstractContextManager[None]:
        """Be warm, and ready for tasks, until the end. The `first` of a crew has the machine for itself till then."""

    def decide(self, assignment: Assignment) -> Decision: ...
    def grade_all(
        self, works: Sequence[HandedIn], assignment: Assignment, way: Way
    ) -> Iterator[Outcome]: ...
    def renew(self) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


Task = Callable[[Place], None]


class NowhereError(CourseError):
    """A place is lost, and the others with it; what was graded is kept."""


class Crew:
    """Works through tasks at `count` places, which `make` makes; a task takes `batch` submissions at most.

    The first place warms up alone, since the first result waits for it; then the others do, while it grades.
    """

    def __init__(self, count: int, make: Callable[[], Place], batch: int = 1) -> None:
        self.count, self._batch, self._make = count, batch, make
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._places: list[Place] = []
        self._broken: list[Exception] = []
        self._stopping, self._first_is_warm = threading.Event(), threading.Event()
        self._started: list[threading.Thread] = []
        self._threads = [
            threading.Thread(target=self._work, args=[not number], daemon=True)
            for number in range(count)
        ]

    def __enter__(self) -> Self:
        return self

    def start(self, wanted: int) -> None:
        """See that at least so many places are started, as far as there are so many."""
        for thread in self._threads[len(self._started) : wanted]:
            self._started.append(thread)
            thread.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop: what is being graded is given up, what waits is not begun."""
        self._stopping.set()
        self._first_is_warm.set()
        for _thread in self._threads:
            self._tasks.put(None)
        for place in self._places:
            place.stop()
        for thread in self._started:
            if thread.is_alive():  # not where Ctrl-C came before it had begun
                thread.join(timeout=10)

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def batches(self, names: Sequence[str]) -> Iterator[Sequence[str]]:
        """Divide submissions into tasks: smaller ones where there are few, so that every place gets some."""
        size = min(self._batch, -(-len(names) // self.count))
        return (names[begin : begin + size] for begin in range(0, len(names), size))

    def put(self, task: Task) -> None:
        """Queue a task for the next free place; there is one at least."""
        self.start(1)
        self._tasks.put(task)

    def ask(self, question: Callable[[Place], Answer]) -> Answer:
        """Have a place answer, and wait for it.

        Raises:
            Exception: what the question raises; and see `raise_if_broken`.
        """
        answer: Future[Answer] = Future()

        def task(place: Place) -> None:
            try:
                answer.set_result(question(place))
            except NowhereError:
                raise
            except Exception as error:  # whoever waits for the answer is told, whatever it is
                answer.set_exception(error)
                place.renew()

        self.put(task)
        while not wait([answer], timeout=0.3).done:
            self.raise_if_broken()
        return answer.result()

    def raise_if_broken(self) -> None:
        """Raise what went wrong, if no place is left that could work."""
        for error in self._broken:
            if isinstance(error, NowhereError) or len(self._broken) == len(self._started):
                raise error

    def _work(self, first: bool) -> None:
        if not first:
            self._first_is_warm.wait()
        if self.stopping:
            return
        place: Place | None = None
        try:
            place = self._make()
            self._places.append(place)
            with place.at_work(first=first):
                self._first_is_warm.set()
                while (task := self._tasks.get()) is not None and not self.stopping:
                    task(place)
        except Exception as error:
            if not self.stopping:
                self._broken.append(error)
        finally:
            self._first_is_warm.set()
            if place is not None:
                place.close()

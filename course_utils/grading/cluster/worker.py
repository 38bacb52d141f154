"""What a worker of the cluster does: `answer` is the one function that Dask runs there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from distributed import get_worker

from course_utils.grading.cluster.messages import (
    Order,
    Reply,
    graded_of,
    read_order,
    version_in,
)
from course_utils.grading.cluster.version import version
from course_utils.grading.examining.terms import Terms
from course_utils.grading.examining.workers import Crew
from course_utils.grading.sandbox.requirements import NoBoxError, bubblewrap

IDLE_SECONDS = 30.0
"""How long boxes wait for the next batch. A client that was killed tells nobody that none will come."""


def answer(order: bytes) -> bytes:
    """Carry an order out; what it asks and gives stands in `messages`."""
    here = get_worker().address
    try:
        if version_in(order) != version():
            return Reply(here, refused=_another_version(version_in(order))).as_bytes()
        return _carried_out(read_order(order), here).as_bytes()
    except NoBoxError as why:
        return Reply(here, refused=str(why)).as_bytes()
    except Exception as error:
        return Reply(here, trouble=str(error) or type(error).__name__).as_bytes()


def _another_version(clients: str) -> str:
    return (
        f"It has version {version()} of the course, and the machine that grades has {clients}. "
        "Install the same on both."
    )


def _carried_out(order: Order, here: str) -> Reply:
    assignment = order.assignment
    with _benches.one(order.terms) as bench:
        if assignment is None:
            bench.ask(lambda _warm: None)
            return Reply(here)
        if order.do == "decide":
            return Reply(here, decision=bench.ask(lambda place: place.decide(assignment)))
        graded = bench.ask(lambda place: list(place.grade_all(order.works, assignment, order.way)))
        return Reply(here, graded=[graded_of(outcome) for outcome in graded])


class _Benches:
    """Slots that are warm, each with a thread of its own, and wait for the next batch of the same run.

    Their threads are none of Dask's: a box ends with its thread, which stays on one processor.
    """

    def __init__(self) -> None:
        self._idle: list[tuple[Terms, Crew, threading.Timer]] = []
        self._lock = threading.Lock()

    @contextmanager
    def one(self, terms: Terms) -> Iterator[Crew]:
        """Give one to work with. After a fault it is not kept."""
        bench = self._waiting(terms)
        if bench is None:
            self._make_room()
            path = bubblewrap()
            bench = Crew(1, lambda: terms.slot(path))
        try:
            yield bench
        except BaseException:
            bench.stop()
            raise
        self._keep(terms, bench)

    def _waiting(self, terms: Terms) -> Crew | None:
        with self._lock:
            for number, (theirs, bench, timer) in enumerate(self._idle):
                if theirs == terms:
                    del self._idle[number]
                    timer.cancel()
                    return bench
        return None

    def _make_room(self) -> None:
        """End one that waits for another run: its processor and memory are wanted."""
        with self._lock:
            waiting = [bench for _terms, bench, _timer in self._idle[:1]]
        for bench in waiting:
            self._retire(bench)

    def _keep(self, terms: Terms, bench: Crew) -> None:
        timer = threading.Timer(IDLE_SECONDS, self._retire, [bench])
        timer.daemon = True
        with self._lock:
            self._idle.append((terms, bench, timer))
        timer.start()

    def _retire(self, bench: Crew) -> None:
        with self._lock:
            waiting = [kept for kept in self._idle if kept[1] is bench]
            self._idle = [kept for kept in self._idle if kept[1] is not bench]
        if waiting:
            bench.stop()


_benches = _Benches()

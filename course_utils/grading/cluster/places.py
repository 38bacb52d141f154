"""The places of a cluster: each sends batches of a class to it, whichever worker takes them."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from course_utils.grading.cluster.client import Cluster
from course_utils.grading.cluster.messages import Order, ReplyError, outcomes_in
from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.handed_in import HandedIn
from course_utils.grading.coursework.outcome import Outcome, given_up
from course_utils.grading.examining.choice import Decision
from course_utils.grading.examining.pair import Way
from course_utils.grading.examining.workers import Crew, NowhereError

BATCH = 10
"""Submissions in one task of the cluster."""

BATCH_BYTES = 8_000_000
"""How much they may be together; a larger submission goes alone."""

_AT_LEAST = 8
"""Places, however few workers there are: more may come."""


def crew_of(cluster: Cluster) -> Crew:
    """Make threads that keep every thread of the cluster busy: one batch is sent while one is graded."""
    count = max(_AT_LEAST, 2 * sum(cluster.threads().values()))
    return Crew(count, lambda: FarPlace(cluster), BATCH)


class FarPlace:
    """A thread's way to the cluster: a `Place` of a crew."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._stopped = threading.Event()

    @contextmanager
    def at_work(self, *, first: bool) -> Iterator[None]:
        """Wait for a worker that is ready."""
        self._cluster.wait_until_ready(self._stopped)
        yield

    def decide(self, assignment: Assignment) -> Decision:
        order = Order("decide", self._cluster.terms, assignment)
        reply = self._cluster.ask(order, self._stopped)
        if reply.decision is None:
            raise ReplyError("a worker did not say what it was asked")
        return reply.decision

    def grade_all(
        self, works: Sequence[HandedIn], assignment: Assignment, way: Way
    ) -> Iterator[Outcome]:
        """Grade submissions. What a batch can't be graded for takes down one: they are tried one by one."""
        for part in _parts(works):
            try:
                order = Order("grade", self._cluster.terms, assignment, way, part)
                yield from outcomes_in(self._cluster.ask(order, self._stopped), part, assignment)
            except NowhereError:
                raise
            except Exception as error:
                if len(part) == 1:
                    yield given_up(part[0].student, error)
                else:
                    for work in part:
                        yield from self.grade_all([work], assignment, way)

    def renew(self) -> None:
        """Do nothing: a worker does it."""

    def stop(self) -> None:
        self._stopped.set()

    def close(self) -> None:
        """Do nothing: the cluster is closed once."""


def _parts(works: Sequence[HandedIn]) -> Iterator[list[HandedIn]]:
    """Divide a batch that is too large to be sent at once."""
    part: list[HandedIn] = []
    size = 0
    for work in works:
        bytes_of_it = sum(map(len, [*work.notebooks.values(), *work.files.values()]))
        if part and size + bytes_of_it > BATCH_BYTES:
            yield part
            part, size = [], 0
        part.append(work)
        size += bytes_of_it
    if part:
        yield part

"""The workers of a cluster as places where a crew grades."""

import asyncio
import logging
import socket
import sys
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING, Self

from course_utils.grading.cluster.messages import Order, Reply, ReplyError, outcomes_in, read_reply
from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.handed_in import HandedIn
from course_utils.grading.coursework.outcome import Outcome, given_up
from course_utils.grading.examining.choice import Decision
from course_utils.grading.examining.pair import Way
from course_utils.grading.examining.terms import Terms
from course_utils.grading.examining.workers import Crew, NowhereError

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 10.0
"""Seconds that a scheduler has to answer, and that a cluster may be without workers."""

BATCH = 10
"""Submissions in one task of the cluster."""

BATCH_BYTES = 8_000_000
"""How much they may be together; a larger submission goes alone."""

_LOOK_AGAIN = 0.5
_AT_LEAST = 8


class ClusterError(NowhereError):
    """The cluster can't be used, or not any more."""


class Cluster:
    """A scheduler, and those of its workers that can grade."""

    def __init__(self, address: str, terms: Terms, say: Callable[[str], None]) -> None:
        self._address, self._say = address, say
        self._prepare = Order("prepare", terms)
        self.terms = terms
        self._lock = threading.Lock()
        self._asked: dict[str, Future[bytes]] = {}
        self._ready: set[str] = set()
        self._refused: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Connect, and let the workers begin to get ready.

        Raises:
            ClusterError: there is no scheduler, or no Dask here.
        """
        with ExitStack() as opened:
            self._client = _connected(self._address, opened)
            self._look()
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def __str__(self) -> str:
        workers = len(self._threads())
        return f"{workers} worker{'s' * (workers != 1)} of {self._address}"

    def crew(self) -> Crew:
        """Make threads that keep every thread of the cluster busy: one batch is sent while one is graded."""
        count = max(_AT_LEAST, 2 * sum(self._threads().values()))
        return Crew(count, lambda: FarPlace(self), BATCH, nullcontext)

    def wait_until_ready(self, stopped: threading.Event) -> None:
        """Wait for all workers that are there, not too long; for one in any case.

        Raises:
            ClusterError: see `ask`.
        """
        until = time.monotonic() + PATIENCE
        self._workers(stopped)
        while self._asked and time.monotonic() < until and not stopped.wait(0.1):
            self._look()

    def ask(self, order: Order, stopped: threading.Event) -> Reply:
        """Have an order carried out by any worker. It is sent again where a worker dies or the connection breaks.

        Raises:
            ClusterError: no worker is left, or the scheduler is gone.
            ReplyError: a worker said that it could not, or answers nonsense.
        """
        body = order.as_bytes()
        while True:
            reply = self._answer(body, self._workers(stopped), stopped)
            if reply is None:
                continue
            if reply.refused:
                self._refuse(reply.worker, reply.refused)
            elif reply.trouble:
                raise ReplyError(reply.trouble)
            else:
                return reply

    def _answer(
        self, body: bytes, workers: Sequence[str], stopped: threading.Event
    ) -> Reply | None:
        """Give a worker's reply; None where the order is lost, with its workers or with the connection."""
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        future = self._send(body, workers)
        try:
            while not stopped.is_set():
                try:
                    return read_reply(future.result(timeout=_LOOK_AGAIN))
                except TimeoutError:
                    if not self._threads().keys() & set(workers):
                        return None
            raise ClusterError("Stopped.")
        except CancelledError:
            return None
        except KilledWorker as error:
            raise ReplyError(f"{error.allowed_failures + 1} workers died with it") from None
        finally:
            future.release()

    def _send(self, body: bytes, workers: Sequence[str]) -> "Future[bytes]":
        from distributed.client import ClosedClientError  # noqa: PLC0415 - an extra

        from course_utils.grading.cluster.worker import answer  # noqa: PLC0415 - needs Dask

        key = f"course-grade-{uuid.uuid4().hex}"
        try:
            return self._client.submit(answer, body, key=key, workers=list(workers), pure=False)
        except ClosedClientError:
            raise self._lost() from None

    # the workers

    def _workers(self, stopped: threading.Event) -> list[str]:
        """Give the addresses of the workers that are ready, of one at least.

        Raises:
            ClusterError: there is none, and none that may be ready soon.
        """
        until = time.monotonic() + PATIENCE
        while not self._look():
            if self._refused and not self._asked:
                raise ClusterError(self._nobody())
            if self._client.status != "running":  # it tries to connect again, with as much patience
                until = time.monotonic() + PATIENCE
            if not self._asked and time.monotonic() > until:
                raise ClusterError(
                    f"The cluster at {self._address} has no workers. What was graded is kept. Start some "
                    f"with `dask worker {self._address}`, then run the same command again."
                )
            if stopped.wait(0.1):
                raise ClusterError("Stopped.")
        return sorted(self._ready)

    def _nobody(self) -> str:
        told = "; ".join(sorted(set(self._refused.values())))
        return f"No worker of {self._address} can grade. {told}"

    def _look(self) -> bool:
        """See who came, went, and got ready; tell whether somebody is."""
        with self._lock:
            there = self._threads()
            for address in there.keys() - self._asked.keys() - self._ready - self._refused.keys():
                self._asked[address] = self._send(self._prepare.as_bytes(), [address])
            gone = (self._asked.keys() | self._ready | self._refused.keys()) - there.keys()
            for address in gone:
                self._forget(address)
            for address, future in list(self._asked.items()):
                if future.done():
                    self._decide_about(address, future)
            return bool(self._ready)

    def _threads(self) -> dict[str, int]:
        """Give the workers' threads by address: none while the connection is made again.

        Raises:
            ClusterError: the scheduler is gone.
        """
        if self._client.status in ("closing", "closed"):
            raise self._lost()
        try:
            found: dict[str, int] = self._client.nthreads()
        except (OSError, CancelledError):
            return {}
        return found

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"The connection to the scheduler at {self._address} was lost. What was graded is kept; "
            "the same command grades the rest."
        )

    def _decide_about(self, address: str, prepared: "Future[bytes]") -> None:
        self._forget(address)
        try:
            refused = read_reply(prepared.result()).refused
        except CancelledError:
            return  # asked again, if it is still there
        except Exception as error:
            refused = f"It does not answer as a worker of this course does: {error}."
        if refused:
            self._set_aside(address, refused)
        else:
            self._ready.add(address)

    def _refuse(self, address: str, why: str) -> None:
        with self._lock:
            self._forget(address)
            self._set_aside(address, why)

    def _set_aside(self, address: str, why: str) -> None:
        self._refused[address] = why
        self._say(f"The worker {address} is left aside. {why}")

    def _forget(self, address: str) -> None:
        self._asked.pop(address, None)
        self._ready.discard(address)
        self._refused.pop(address, None)


class FarPlace:
    """A thread's way to the cluster: a `Place` of a crew."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._stopped = threading.Event()

    def warm_up(self) -> None:
        self._cluster.wait_until_ready(self._stopped)

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


def _connected(address: str, opened: ExitStack) -> "Client":
    try:
        import dask  # noqa: PLC0415 - an extra
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise ClusterError(
            "A cluster needs Dask, which is an extra of this course: "
            f"{sys.executable} -m pip install 'api-keys-course[cluster]'"
        ) from None
    _refuse_unless_there(address)
    for name in ("distributed", "distributed.client"):  # what happens is said by us, in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    limit = {"distributed.admin.large-graph-warning-threshold": "10GB"}
    opened.enter_context(dask.config.set(limit))
    try:
        asyncio.run(
            asyncio.wait_for(_greet(address), PATIENCE)
        )  # a client that can't be made takes 20 seconds to go away
    except Exception as error:
        raise ClusterError(
            f"What is at {address} does not answer as a Dask scheduler does ({str(error) or 'in time'}). For tls:// the "
            "certificates are named in Dask's settings: solutions/CLUSTER.md says how."
        ) from error
    client = Client(address, timeout=PATIENCE, set_as_default=False, name="course-grade")
    opened.callback(client.close)
    return client


async def _greet(address: str) -> None:
    from distributed import Security  # noqa: PLC0415 - an extra
    from distributed.comm.core import connect  # noqa: PLC0415

    there = await connect(address, PATIENCE, **Security().get_connection_args("client"))
    await there.close()


def _refuse_unless_there(address: str) -> None:
    """Find out at once what Dask finds out when its patience ends.

    Raises:
        ClusterError: it is no address, or nobody listens there.
    """
    try:
        parts = urllib.parse.urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if host is None or port is None or parts.scheme not in ("tcp", "tls"):
        raise ClusterError(
            f"{address!r} is no address of a Dask scheduler: it looks like tcp://host:8786 or tls://host:8786."
        )
    try:
        socket.create_connection((host, port), PATIENCE).close()
    except OSError as error:
        raise ClusterError(
            f"There is no scheduler at {address} ({error.strerror or error}). "
            "Start one with `dask scheduler`, or give the address that yours has printed."
        ) from None

"""The workers of a cluster: who is there, who can grade, and an order carried out by one of them."""

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from course_utils.grading.cluster.connecting import ClusterError, connection
from course_utils.grading.cluster.messages import Order, Reply, ReplyError, read_reply
from course_utils.grading.examining.terms import Terms

if TYPE_CHECKING:
    from distributed import Future

PATIENCE = 10.0
"""Seconds that a scheduler has to answer, and that a cluster may be without workers."""

_LOOK_AGAIN = 0.5


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
            self._client = opened.enter_context(connection(self._address, PATIENCE))
            self._look()
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def __str__(self) -> str:
        workers = len(self.threads())
        return f"{workers} worker{'s' * (workers != 1)} of {self._address}"

    def threads(self) -> dict[str, int]:
        """Give the workers' threads by address: none while the connection is made again, or nobody answers on it.

        Raises:
            ClusterError: the scheduler is gone.
        """
        if self._client.status in ("closing", "closed"):
            raise self._lost()
        try:
            found: dict[str, int] = self._client.nthreads(callback_timeout=PATIENCE)
        except (OSError, CancelledError):
            return {}
        return found

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
                    if not self.threads().keys() & set(workers):
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
            there = self.threads()
            for address in there.keys() - self._asked.keys() - self._ready - self._refused.keys():
                self._asked[address] = self._send(self._prepare.as_bytes(), [address])
            gone = (self._asked.keys() | self._ready | self._refused.keys()) - there.keys()
            for address in gone:
                self._forget(address)
            for address, future in list(self._asked.items()):
                if future.done():
                    self._decide_about(address, future)
            return bool(self._ready)

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"The connection to the scheduler at {self._address} was lost. What was graded is kept; "
            "the same command grades the rest."
        )

    def _decide_about(self, address: str, prepared: "Future[bytes]") -> None:
        self._forget(address)
        try:
            refused = read_reply(prepared.result(timeout=PATIENCE)).refused
        except (CancelledError, TimeoutError):
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

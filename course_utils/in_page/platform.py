"""A private platform that is asked by a call, without a socket, a thread or a loop."""

from collections.abc import Coroutine, Iterator, Mapping
from email.utils import formatdate
from itertools import islice
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import unquote

from course_utils.server.database.store import Store
from course_utils.server.operator.endpoints import Operator, asks_operator
from course_utils.server.platform import Platform
from course_utils.server.request.arrival import Arrival, Reply, api_key_in
from course_utils.server.serving.answer import (
    HUMAN_PACE_SECONDS,
    STREAM,
    body_of,
    events_of,
    headers_of,
)
from course_utils.server.serving.private import LOOPBACK, address_of, private_settings

URL = f"http://{LOOPBACK}:8765"
"""An address as any other, for clients that want one: nothing listens there."""


class Delivery(NamedTuple):
    """An answer on its way back.

    Attributes:
        status: of HTTP.
        headers: all of them.
        wait_seconds: how late it is.
        body: the whole of it, or the pieces of a stream, one at a time.
        breaks_off: the connection ends instead of a whole answer, or after the last piece of a stream.
    """

    status: int
    headers: dict[str, str]
    wait_seconds: float
    body: bytes | Iterator[bytes]
    breaks_off: bool


class InPagePlatform:
    """A private platform, in memory; it repeats itself as each private platform does.

    Attributes:
        address: how to reach it, as its operator too.
        pace_seconds: how long the pieces of a stream wait for each other.
    """

    def __init__(self, pace_seconds: float = HUMAN_PACE_SECONDS) -> None:
        settings = private_settings(pace_seconds=pace_seconds)
        self.address = address_of(URL, settings)
        self.pace_seconds = pace_seconds
        self._platform = Platform(Store("sqlite://", reset=True), settings)
        self._operator = Operator(self._platform)

    def ask(self, method: str, target: str, headers: Mapping[str, str], content: bytes) -> Delivery:
        """Answer a request; never raises.

        Args:
            method: of HTTP.
            target: path and query, as they would be sent.
            headers: their names in lower case.
            content: the body.
        """
        path, _, query = target.partition("?")
        arrival = Arrival(
            method, unquote(path), path, query, api_key_in(query), headers, LOOPBACK, content
        )
        started = perf_counter()
        verdict = self._decide(arrival)
        told = {"date": formatdate(usegmt=True), **headers_of(verdict, perf_counter() - started)}
        breaks_off = verdict.pieces is not None
        body: bytes | Iterator[bytes]
        if isinstance(verdict.content, dict):
            whole, kind = body_of(verdict.content)
            body = b"" if breaks_off else whole
        else:
            kind = {"content-type": STREAM}
            body = islice(events_of(verdict.content), verdict.pieces)
        return Delivery(verdict.status, {**told, **kind}, verdict.wait_seconds, body, breaks_off)

    def _decide(self, arrival: Arrival) -> Reply:
        if asks_operator(arrival.path):
            return _finished(self._operator.decide(arrival))
        verdict = self._platform.decide(arrival)
        self._operator.life.after_request()
        return verdict


def _finished(coroutine: Coroutine[Any, Any, Reply]) -> Reply:
    """Run to its end what waits for nothing, and only gives others a turn of the loop: here are no others."""
    while True:
        try:
            coroutine.send(None)
        except StopIteration as end:
            reply: Reply = end.value
            return reply

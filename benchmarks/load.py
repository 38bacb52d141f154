"""Load for an HTTP server: some connections, each asking again as soon as it is answered."""

import asyncio
import math
import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

_LAST_CHUNK = b"\r\n0\r\n\r\n"
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Load:
    """What came of it: answers a second, and the 99th percentile of the time to an answer."""

    per_second: float
    p99_milliseconds: float


def post(url: str, key: str, body: bytes, *, answers: int, connections: int = 64) -> Load:
    """Send the same POST until so many answers came back.

    Raises:
        RuntimeError: an answer was not 200; the message holds its first line.
    """
    return asyncio.run(_measure(url, key, body, answers, connections))


async def _measure(url: str, key: str, body: bytes, answers: int, connections: int) -> Load:
    address = urlsplit(url)
    request = (
        f"POST {address.path} HTTP/1.1\r\nhost: {address.netloc}\r\nauthorization: Bearer {key}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    ).encode() + body
    done = asyncio.get_running_loop().create_future()
    asking = _Asking(request, answers, done)
    assert address.hostname is not None
    assert address.port is not None
    for _ in range(connections):
        await asyncio.get_running_loop().create_connection(
            lambda: _Connection(asking), address.hostname, address.port
        )
    began = time.perf_counter()
    asking.start()
    await done
    seconds = time.perf_counter() - began
    times = sorted(asking.times)
    return Load(len(times) / seconds, times[math.ceil(len(times) * 0.99) - 1] * 1000)


class _Asking:
    """What all connections share: the request, and how many answers are still wanted."""

    def __init__(self, request: bytes, answers: int, done: "asyncio.Future[None]") -> None:
        self.request = request
        self.wanted = answers
        self.done = done
        self.times: list[float] = []
        self.connections: list[_Connection] = []

    def start(self) -> None:
        for connection in self.connections:
            connection.ask()

    def answered(self, seconds: float) -> bool:
        """Note an answer; tell whether more are wanted."""
        self.times.append(seconds)
        if len(self.times) >= self.wanted and not self.done.done():
            self.done.set_result(None)
        return not self.done.done()

    def fail(self, line: bytes) -> None:
        if not self.done.done():
            self.done.set_exception(RuntimeError(line.decode(errors="replace")))


class _Connection(asyncio.Protocol):
    def __init__(self, asking: _Asking) -> None:
        self._asking = asking
        self._received = b""
        asking.connections.append(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self) -> None:
        self._asked_at = time.perf_counter()
        self._transport.write(self._asking.request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, separator, content = self._received.partition(b"\r\n\r\n")
        if not separator:
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self._asking.fail(head.partition(b"\r\n")[0])
            return
        length = _LENGTH.search(head)
        complete = len(content) >= int(length[1]) if length else content.endswith(_LAST_CHUNK)
        if not complete:
            return
        self._received = b""
        if self._asking.answered(time.perf_counter() - self._asked_at):
            self.ask()

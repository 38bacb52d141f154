"""What httpx and httpx2 send with, in a page: requests go to the platform in the same interpreter, and nowhere else.

The official client, `httpx.get` and every client that a lesson makes build their transport by its name, which is what
`lead_here` changes; none of them knows. A request to another address fails as it does without a network, so that
nothing that a learner types, a real key least of all, leaves the page.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from importlib import import_module
from typing import Any, ClassVar
from urllib.parse import urlsplit

import h11

from course_utils.in_page.platform import Delivery, InPagePlatform

_LIBRARIES = ("httpx", "httpx2")
_LIKE_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
_NOT_SENT = "A page in a browser reaches its own practice platform only. Nothing was sent."
_HUNG_UP = "Server disconnected without sending a response."
_BROKEN_OFF = "peer closed connection without sending complete message body"


def lead_here(platform: InPagePlatform) -> None:
    """Let every client of httpx and httpx2 that is made from now on ask this platform."""
    for name in _LIBRARIES:
        library = import_module(name)
        here: dict[str, Any] = {"library": library, "platform": platform}
        for old, kind, base in (
            ("HTTPTransport", _Transport, library.BaseTransport),
            ("AsyncHTTPTransport", _AsyncTransport, library.AsyncBaseTransport),
        ):
            transport = type(old, (kind, base), here)
            for module in (library, import_module(f"{name}._client")):
                setattr(module, old, transport)


class _Asking:
    """Turns a request of a library into a question and a delivery into its response; see `lead_here`."""

    library: ClassVar[Any]
    platform: ClassVar[InPagePlatform]

    def __init__(self, **_options: object) -> None:
        """Take what its library's own takes: certificates, proxies and pools mean nothing here."""

    def ask(self, request: Any, content: bytes) -> Delivery:
        """Ask the platform.

        Raises:
            Exception: the library's errors, for an address that is not the platform's, and for what no client could
                put on a socket.
        """
        here, url = urlsplit(self.platform.address.url), request.url
        if (url.scheme, url.port) != (here.scheme, here.port) or url.host not in _LIKE_LOOPBACK:
            raise self.library.ConnectError(_NOT_SENT)
        target, raw = url.raw_path, request.headers.raw
        try:
            h11.Request(method=request.method, target=target, headers=raw)
        except h11.LocalProtocolError as error:
            raise self.library.LocalProtocolError(str(error)) from None
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in raw}
        return self.platform.ask(request.method, target.decode(), headers, content)

    def seconds_to_wait(self, request: Any, late: float) -> tuple[float, bool]:
        """Give how long to wait for an answer that is late, and whether the client waits no longer."""
        patience = request.extensions.get("timeout", {}).get("read")
        return (late, False) if patience is None or late < patience else (patience, True)

    def response(self, delivery: Delivery, paced: Callable[[Iterator[bytes]], object]) -> Any:
        """Give the response, a stream's pieces as `paced` lets them through.

        Raises:
            Exception: the library's error, where the connection ends before there is one.
        """
        body = delivery.body
        if not isinstance(body, bytes):
            content = paced(self._sent(body, breaks_off=delivery.breaks_off))
        elif delivery.breaks_off:
            raise self.library.RemoteProtocolError(_HUNG_UP)
        else:
            content = body
        return self.library.Response(delivery.status, headers=delivery.headers, content=content)

    def _sent(self, pieces: Iterator[bytes], *, breaks_off: bool) -> Iterator[bytes]:
        yield from pieces
        if breaks_off:
            raise self.library.RemoteProtocolError(_BROKEN_OFF)


class _Transport(_Asking):
    def handle_request(self, request: Any) -> Any:
        delivery = self.ask(request, request.read())
        seconds, gives_up = self.seconds_to_wait(request, delivery.wait_seconds)
        time.sleep(seconds)
        if gives_up:
            raise self.library.ReadTimeout("timed out")
        return self.response(delivery, self._paced)

    def _paced(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield piece
            time.sleep(self.platform.pace_seconds)


class _AsyncTransport(_Asking):
    async def handle_async_request(self, request: Any) -> Any:
        delivery = self.ask(request, await request.aread())
        seconds, gives_up = self.seconds_to_wait(request, delivery.wait_seconds)
        await asyncio.sleep(seconds)
        if gives_up:
            raise self.library.ReadTimeout("timed out")
        return self.response(delivery, self._paced)

    async def _paced(self, pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece
            await asyncio.sleep(self.platform.pace_seconds)

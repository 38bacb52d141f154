"""A connection: uvicorn's protocol for HTTP/1.1 with two habits of our own.

What was written in one turn of the event loop goes out with one call of the system: uvicorn writes the
header of an answer and its body apart, and each would be a packet of its own. And a head that never ends
is refused, which its parser would keep in memory.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from course_utils.server.serving.sending import BREAK_OFF

HEAD_LIMIT_BYTES = 64 * 1024

_HEAD_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n"
    b"The request line and the headers are too long together."
)


class CourseProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, on a transport that gathers, with a limit for a request's head."""

    _in_head = False
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(GatheringTransport(transport, self.loop))  # type: ignore[arg-type]

    def on_message_begin(self) -> None:
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()
        self.scope["extensions"] = {BREAK_OFF: {"now": self.transport.close}}

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._in_head:
            return
        self._head_bytes += len(data)
        if self._head_bytes > HEAD_LIMIT_BYTES:
            self.transport.write(_HEAD_TOO_LARGE)
            self.transport.close()


class GatheringTransport:
    """A transport in all but `write`, which waits for what else this turn of the loop has to say."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._gathered: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not data:
            return
        if not self._gathered:
            self._loop.call_soon(self._send)
        self._gathered.append(data)

    def close(self) -> None:
        """Send what has been gathered, then close."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._gathered and not self._transport.is_closing():  # it is where a client has hung up
            self._transport.write(b"".join(self._gathered))
        self._gathered.clear()

"""The last step of an answer: onto the socket, whole, piece by piece, late, or broken off."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from itertools import islice

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from course_utils.server.request.arrival import Reply
from course_utils.server.serving.answer import STREAM, body_of, events_of

BREAK_OFF = "practice.break_off"
"""The extension of our own in a request's scope; its `now` is a function that ends the connection."""


async def send_reply(
    reply: Reply,
    headers: dict[str, str],
    pace_seconds: float,
    scope: Scope,
    receive: Receive,
    send: Send,
) -> None:
    """Send an answer as it is meant to arrive: `pace_seconds` go by between two pieces of a stream.

    The headers are all but those of the content.
    """
    if reply.wait_seconds and await _hangs_up(receive, reply.wait_seconds):
        return
    if reply.pieces is not None:
        await _send_part(reply, headers, scope, receive, send)
    elif isinstance(reply.content, dict):
        body, content = body_of(reply.content)
        await send(_start(reply, {**headers, **content}))
        await send({"type": "http.response.body", "body": body})
    else:
        events = _paced(events_of(reply.content), pace_seconds)
        await StreamingResponse(events, reply.status, headers, STREAM)(scope, receive, send)


async def _send_part(
    reply: Reply, headers: dict[str, str], scope: Scope, receive: Receive, send: Send
) -> None:
    """Send the first pieces of a stream, and end the connection instead of the answer."""
    pieces = () if isinstance(reply.content, dict) else events_of(reply.content)
    sent = False
    for piece in islice(pieces, reply.pieces):
        if not sent:
            await send(_start(reply, {**headers, "content-type": STREAM}))
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        sent = True
    scope["extensions"][BREAK_OFF]["now"]()
    await _hangs_up(receive, None)


async def _hangs_up(receive: Receive, seconds: float | None) -> bool:
    """Wait until the client has hung up, at most so long; tell whether it has."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                """Something of the body that nobody reads."""
            return True
    return False


def _start(reply: Reply, headers: dict[str, str]) -> dict[str, object]:
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http.response.start", "status": reply.status, "headers": encoded}


async def _paced(pieces: Iterable[bytes], seconds: float) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
        await asyncio.sleep(seconds)  # a client that has hung up is noticed here

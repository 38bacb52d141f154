"""First and last: the ASGI application. It reads a request, asks the platform, and sends the answer."""

from collections.abc import Callable
from time import perf_counter
from typing import Protocol

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from course_utils.server.operator.endpoints import Operator, asks_operator
from course_utils.server.request.arrival import Arrival, api_key_in
from course_utils.server.request.body import LIMIT_BYTES
from course_utils.server.serving.answer import headers_of
from course_utils.server.serving.batch import Turn
from course_utils.server.serving.sending import send_reply

CONSOLE = "/console/"
"""Below this path the pages for people are."""


class Pages(Protocol):
    """The pages of a platform for people: an ASGI application that ends what it holds open when told to."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

    def end(self) -> None: ...


MakePages = Callable[[Operator], Pages]


def create_app(teacher: Operator, pages: Pages | None = None) -> ASGIApp:
    """Make the application of a platform: OpenAI's API, `/practice/` for its operator, and pages for people."""
    platform = teacher.platform
    turn = Turn(platform, teacher.life.after_request)
    pace = platform.settings.pace_seconds

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if pages is not None and scope["path"].startswith(CONSOLE):
            await pages(scope, receive, send)
            return
        started = perf_counter()
        try:
            arrival = await _arrival(scope, receive)
        except ClientDisconnect:
            return
        if asks_operator(arrival.path):
            verdict = await teacher.decide(arrival)
        else:
            verdict = await turn.decide(arrival)
        headers = headers_of(verdict, perf_counter() - started)
        await send_reply(verdict, headers, pace, scope, receive, send)

    return app


async def _arrival(scope: Scope, receive: Receive) -> Arrival:
    """Read a request off the ASGI interface itself: Starlette's conveniences cost as much as the database."""
    query = scope["query_string"].decode("latin-1")
    client = scope["client"]
    return Arrival(
        method=scope["method"],
        path=scope["path"],
        raw_path=scope["raw_path"].decode("latin-1"),
        query=query,
        api_key_in_query=api_key_in(query),
        headers={
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        },
        address=client[0] if client else "-",
        content=await _body(receive),
    )


async def _body(receive: Receive) -> bytes:
    """Read a body to its end, and keep no more of it than tells that it is too large.

    Who is still sending when the connection closes would see a reset, and no answer.
    """
    chunks = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        if len(chunks) <= LIMIT_BYTES:
            chunks += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(chunks)

"""First and last: the ASGI application. It reads a request, asks the platform, and sends the answer."""

from collections.abc import Callable
from time import perf_counter
from typing import Protocol

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from course_utils.server.operator import endpoints
from course_utils.server.operator.endpoints import Operator
from course_utils.server.request.arrival import Arrival
from course_utils.server.request.body import LIMIT_BYTES
from course_utils.server.request.vault import PREFIX as VAULT
from course_utils.server.serving.batch import Turn
from course_utils.server.serving.sending import send_reply
from course_utils.server.types import ORGANIZATION

CONSOLE = "/console/"
"""Below this path the pages for people are."""

_ALWAYS = {"openai-version": "2020-10-01", "openai-organization": ORGANIZATION}


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
        if arrival.path.startswith(endpoints.PREFIX) and not arrival.path.startswith(VAULT):
            verdict = await teacher.decide(arrival)
        else:
            verdict = await turn.decide(arrival)
        milliseconds = int((perf_counter() - started) * 1000)
        headers = {**_ALWAYS, "openai-processing-ms": str(milliseconds), **verdict.headers}
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
        api_key_in_query=QueryParams(query).get("api_key") if query else None,
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

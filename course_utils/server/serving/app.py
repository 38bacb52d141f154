"""First and last: the ASGI application. It reads a request, asks the platform, and sends the answer."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from time import perf_counter

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from course_utils.server.operator import endpoints
from course_utils.server.operator.endpoints import Operator
from course_utils.server.platform import Platform
from course_utils.server.request.arrival import Arrival, Reply
from course_utils.server.request.body import LIMIT_BYTES
from course_utils.server.serving.batch import Turn
from course_utils.server.types import ORGANIZATION, Json

_ALWAYS = {"openai-version": "2020-10-01", "openai-organization": ORGANIZATION}


def create_app(platform: Platform) -> ASGIApp:
    """Make the application of a platform: OpenAI's API, and `/practice/` for its operator."""
    teacher, turn = Operator(platform), Turn(platform)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = perf_counter()
        try:
            arrival = await _arrival(scope, receive)
        except ClientDisconnect:
            return
        if arrival.path.startswith(endpoints.PREFIX):
            verdict = teacher.decide(arrival)
        else:
            verdict = await turn.decide(arrival)
        milliseconds = int((perf_counter() - started) * 1000)
        await _respond(verdict, milliseconds, scope, receive, send)

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


async def _respond(
    verdict: Reply, milliseconds: int, scope: Scope, receive: Receive, send: Send
) -> None:
    headers = {**_ALWAYS, "openai-processing-ms": str(milliseconds), **verdict.headers}
    if not isinstance(verdict.content, dict):
        stream = StreamingResponse(
            _events(verdict.content), verdict.status, headers, "text/event-stream; charset=utf-8"
        )
        return await stream(scope, receive, send)
    body = orjson.dumps(verdict.content)
    headers["content-type"] = "application/json"
    headers["content-length"] = str(len(body))
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": verdict.status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})
    return None


async def _events(chunks: Iterable[Json]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield b"data: %b\n\n" % orjson.dumps(chunk)
        await asyncio.sleep(0)  # a client that has hung up is noticed here
    yield b"data: [DONE]\n\n"

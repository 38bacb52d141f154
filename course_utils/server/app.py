"""First and last: the ASGI application. It reads a request, asks the platform, and sends the answer."""

import json
from collections.abc import AsyncIterator, Iterable
from time import perf_counter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from course_utils.server import errors, operator
from course_utils.server.body import LIMIT_BYTES, Json
from course_utils.server.errors import ApiError
from course_utils.server.operator import Operator
from course_utils.server.platform import ORGANIZATION, Arrival, Platform, Verdict


def create_app(platform: Platform) -> ASGIApp:
    """Make the application of a platform: OpenAI's API, and `/practice/` for its operator."""
    teacher = Operator(platform)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = perf_counter()
        request = Request(scope, receive)
        try:
            arrival = await _arrival(request)
        except ClientDisconnect:
            return
        except ApiError as error:
            verdict = Verdict(error.status, error.body(), {"connection": "close"})
        else:
            asked = teacher if arrival.path.startswith(operator.PREFIX) else platform
            verdict = asked.decide(arrival)
        milliseconds = int((perf_counter() - started) * 1000)
        await _response(verdict, milliseconds)(scope, receive, send)

    return app


async def _arrival(request: Request) -> Arrival:
    raw_path = request.scope.get("raw_path") or request.url.path.encode()
    return Arrival(
        method=request.method,
        path=request.scope["path"],
        raw_path=raw_path.decode("latin-1"),
        query=request.scope["query_string"].decode("latin-1"),
        api_key_in_query=request.query_params.get("api_key"),
        headers=request.headers,
        address=request.client.host if request.client else "-",
        content=await _body(request),
    )


async def _body(request: Request) -> bytes:
    chunks = bytearray()
    async for chunk in request.stream():
        chunks += chunk
        if len(chunks) > LIMIT_BYTES:
            raise errors.body_too_large(LIMIT_BYTES)
    return bytes(chunks)


def _response(verdict: Verdict, milliseconds: int) -> Response:
    headers = {
        "openai-version": "2020-10-01",
        "openai-organization": ORGANIZATION,
        "openai-processing-ms": str(milliseconds),
        **verdict.headers,
    }
    if isinstance(verdict.content, dict):
        content = json.dumps(verdict.content, ensure_ascii=False, separators=(",", ":"))
        return Response(content, verdict.status, headers, "application/json")
    return StreamingResponse(
        _events(verdict.content), verdict.status, headers, "text/event-stream; charset=utf-8"
    )


async def _events(chunks: Iterable[Json]) -> AsyncIterator[str]:
    for chunk in chunks:
        yield f"data: {json.dumps(chunk, ensure_ascii=False, separators=(',', ':'))}\n\n"
    yield "data: [DONE]\n\n"

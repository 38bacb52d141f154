"""`alerts`: what the platform noticed by itself, shown on every page at once."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.responses import Response

from course_utils.console import words
from course_utils.console.visit import Visit

_BETWEEN_LOOKS_SECONDS = 0.5
_LOOKS = 120
"""After a minute the stream ends, and the browser asks for the next one."""


def show(visit: Visit) -> Response:
    return visit.page("alerts.html", alerts=visit.operator.watch.since(0)[::-1])


def stream(visit: Visit) -> Response:
    """Send alerts as server-sent events, as soon as they are raised."""
    known = words.number(visit.request.headers.get("last-event-id", ""))
    number = visit.number("after") if known is None else known
    return visit.stream(_alerts(visit, number))


async def _alerts(visit: Visit, number: int) -> AsyncIterator[str]:
    yield "retry: 500\n\n"
    for _ in range(_LOOKS):
        if not visit.is_open():
            return
        for alert in visit.operator.watch.since(number):
            number = alert["number"]
            yield f"id: {number}\ndata: {json.dumps(words.plain(alert['message']))}\n\n"
        await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)

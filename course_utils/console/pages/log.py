"""`log`: requests as they come in, newest on top; `log/NUMBER` is one of them, with the doors that it met."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.responses import Response

from course_utils.console import as_code, entries, looks, words
from course_utils.console.entries import Wish
from course_utils.console.visit import Visit
from course_utils.kit.doors import draw_doors
from course_utils.kit.inspector import inspect_request
from course_utils.server.catalogue import MODEL

_BETWEEN_LOOKS_SECONDS = 0.1
_LOOKS = 600
"""After a minute the stream ends, and the browser asks for the next one."""


def show(visit: Visit) -> Response:
    wish = _wish(visit)
    found = entries.before(visit.store, wish, visit.number("before"))
    return visit.page(
        "log.html",
        entries=found,
        wish=wish,
        keys=entries.names_of_keys(visit.store),
        newest=entries.newest(visit.store),
        live=not visit.number("before"),
        more=len(found) == entries.PAGE,
    )


def show_one(visit: Visit) -> Response:
    entry = entries.find(visit.store, visit.path["which"])
    if entry is None:
        return visit.not_found("request")
    inspection = inspect_request({**entry, "time": f"{words.clock(entry['time'])} UTC"})
    base = str(visit.request.base_url).rstrip("/")
    return visit.page(
        "request.html",
        entry=entry,
        doors=draw_doors(inspection.way).html,
        inspection=inspection,
        curl=as_code.as_curl(entry, base, MODEL),
        python=as_code.as_python(entry, base, MODEL),
        stand_in=as_code.has_stand_in(entry),
    )


def stream(visit: Visit) -> Response:
    """Send what is new as server-sent events, a row of the table each."""
    known = words.number(visit.request.headers.get("last-event-id", ""))
    number = visit.number("after") if known is None else known
    return visit.stream(_rows(visit, _wish(visit), number))


async def _rows(visit: Visit, wish: Wish, number: int) -> AsyncIterator[str]:
    yield "retry: 500\n\n"
    row = looks.environment().get_template("log_row.html")
    for _ in range(_LOOKS):
        if not visit.is_open():
            return
        newest = entries.newest(visit.store)
        if newest < number:  # a reset has emptied the log
            yield "event: begun-afresh\ndata:\n\n"
            return
        if newest > number:
            for entry in entries.after(visit.store, wish, number):
                number = entry["number"]
                yield _event(entry, row.render(entry=entry, root="./"))
        await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)


def _event(entry: Mapping[str, Any], html: str) -> str:
    lines = "".join(f"data: {line}\n" for line in html.splitlines() if line)
    return f"id: {entry['number']}\n{lines}\n"


def _wish(visit: Visit) -> Wish:
    asked = visit.request.query_params
    return Wish(asked.get("status", ""), asked.get("key", "")[:64])

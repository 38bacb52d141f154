"""`events`: what changes while a page is open, as server-sent events: alerts, and rows of the live log.

A page has one such stream, whatever it shows: a browser opens six connections to a server at most. The page asks for
the next one where this ends, from the last number on that it got.
"""

import json
from collections.abc import AsyncIterator, Iterator

from starlette.responses import Response

from course_utils.console import entries, looks, words
from course_utils.console.visit import Visit
from course_utils.server.operator.alerts import LOOK_AGAIN_SECONDS

_LOOKS = 60
"""After about a minute the stream ends: who is gone without a word keeps it no longer."""


def stream(visit: Visit) -> Response:
    """Send alerts after the number `alerts`, and requests after `requests` where that is asked for."""
    if visit.request.method == "HEAD":  # has no end to wait for
        return Response(media_type="text/event-stream")
    return visit.stream(_events(visit))


async def _events(visit: Visit) -> AsyncIterator[str]:
    yield ":\n\n"
    alerts = _Alerts(visit)
    requests = _Requests(visit) if "requests" in visit.request.query_params else None
    looks_left = _LOOKS
    while looks_left and visit.is_open():
        found = [*alerts.news(), *(requests.news() if requests else ())]
        for event in found:
            yield event
        if not found:
            looks_left -= 1
            await visit.store.news.wait(LOOK_AGAIN_SECONDS)


class _Alerts:
    """The alerts that a page does not have yet."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._number = visit, visit.number("alerts")

    def news(self) -> Iterator[str]:
        alerts = self._visit.alerts()
        newest = alerts[-1]["number"] if alerts else 0
        self._number = min(self._number, newest)  # a reset begins to count anew
        for alert in alerts:
            if alert["number"] <= self._number:
                continue
            self._number = alert["number"]
            yield _event("alert", self._number, json.dumps(words.plain(alert["message"])))


class _Requests:
    """The rows of the log that a page does not have yet."""

    def __init__(self, visit: Visit) -> None:
        self._store = visit.store
        self._wish = entries.Wish.of(visit.request.query_params, visit.only)
        self._number = visit.number("requests")
        self._row = looks.environment().get_template("log_row.html")

    def news(self) -> Iterator[str]:
        newest = entries.newest(self._store)
        if newest < self._number:  # a reset has emptied the log
            self._number = newest
            yield _event("begun-afresh", newest, "")
        if newest > self._number:
            found = entries.after(self._store, self._wish, self._number)
            for entry in found:
                row = self._row.render(entry=entry, root="./")
                yield _event("request", entry["number"], row)
            self._number = newest if len(found) < entries.PAGE else found[-1]["number"]


def _event(name: str, number: int, data: str) -> str:
    lines = "".join(f"data: {line}\n" for line in data.splitlines() if line) or "data:\n"
    return f"event: {name}\nid: {number}\n{lines}\n"

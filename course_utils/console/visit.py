"""What a page gets: who visits, what was sent, and how to answer."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from course_utils.console import looks, words
from course_utils.console.sessions import Session
from course_utils.server.database import tables
from course_utils.server.database.store import Store
from course_utils.server.operator.endpoints import Operator
from course_utils.server.platform import Platform
from course_utils.server.types import Json

_log = logging.getLogger(__name__)

BELOW = "course.below"
"""Under this name a request knows its path below the console's place."""
_WORTH_TELLING_SECONDS = 60.0
_MOST_STREAMS = 100
_FULL = "event: full\ndata:\n\n"


@dataclass
class Streams:
    """How many answers go on and on at this moment."""

    open: int = 0


@dataclass
class Visit:
    """One request of somebody who is signed in.

    Attributes:
        path: the variable parts of the path.
        is_open: tells whether an answer that goes on and on may still do so.
        streams: those that do so, of everybody.
        form: what was sent with a form, or {}.
        problem: why a form that was sent has to be looked at again.
    """

    request: Request
    operator: Operator
    session: Session
    path: Mapping[str, str]
    is_open: Callable[[], bool]
    streams: Streams
    form: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def only(self) -> str | None:
        """The id of the one project that the visitor may see; None for the owner, who sees all."""
        return self.session.project_id

    def alerts(self) -> list[Json]:
        """Give the alerts that are the visitor's business, the oldest first."""
        raised = self.operator.watch.since()
        return [alert for alert in raised if self.only in (None, alert["project_id"])]

    @property
    def platform(self) -> Platform:
        return self.operator.platform

    @property
    def store(self) -> Store:
        return self.platform.store

    @cached_property
    def now(self) -> float:
        """The platform's time, read once, so that one page has one time."""
        return self.platform.now()

    def number(self, name: str) -> int:
        """Give a whole number of the query string, 0 where there is none."""
        return words.number(self.request.query_params.get(name, "")) or 0

    def page(self, template: str, status: int = HTTPStatus.OK, **context: Any) -> Response:
        """Answer with a page; `context` is what its template asks for besides the frame's own."""
        offset = self.store.connection.scalar(sa.select(tables.platform.c.clock_offset)) or 0.0
        ahead = words.duration(offset) if offset >= _WORTH_TELLING_SECONDS else ""
        columns = tables.alerts.c
        mine = sa.true() if self.only is None else columns.project_id == self.only
        alerts = sa.select(columns.number, columns.time).where(mine).order_by(columns.number)
        raised = [tuple(row) for row in self.store.connection.execute(alerts)]
        frame = {
            "visit": self,
            "now": self.now,
            "ahead": ahead,
            "here": self.request.scope[BELOW],
            "notice": self.session.take_notice(),
            "newest_alert": raised[-1][0] if raised else 0,
            "unread_alerts": len(set(raised) - self.session.read_alerts),
        }
        return render(self.request, template, status, **frame, **context)

    def stream(self, events: AsyncIterator[str]) -> Response:
        """Answer with server-sent events.

        They end where the database fails, and the page asks again; where there are too many, it is told so.
        """
        return StreamingResponse(self._while_it_works(events), media_type="text/event-stream")

    async def _while_it_works(self, events: AsyncIterator[str]) -> AsyncIterator[str]:
        if self.streams.open >= _MOST_STREAMS:
            yield _FULL
            return
        self.streams.open += 1
        try:
            async for event in events:
                yield event
        except self.store.failures as error:
            _log.warning("%s", self.store.explain(error))
        finally:
            self.streams.open -= 1

    def go(self, place: str, notice: str = "") -> Response:
        """Send the browser on to another page, by its path below the console."""
        self.session.notice = notice
        return RedirectResponse(root(self.request) + place, HTTPStatus.SEE_OTHER)

    def not_found(self, what: str) -> Response:
        return self.page("not_found.html", HTTPStatus.NOT_FOUND, what=what)


def root(request: Request) -> str:
    """Give the way up to the console's first page. Every link is relative: the pages don't know who passes them on."""
    return "../" * request.scope.get(BELOW, "").count("/") or "./"


def render(request: Request, template: str, status: int, **context: Any) -> Response:
    page = looks.environment().get_template(template)
    return HTMLResponse(page.render(root=root(request), **context), status)

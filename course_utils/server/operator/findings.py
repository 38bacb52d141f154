"""What the log of requests tells that its owner should know; see `alerts` for what each kind means."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import sqlalchemy as sa

from course_utils.server.catalogue import SERVED
from course_utils.server.database import tables
from course_utils.server.handlers.organization.spending import NANODOLLARS_IN_A_CENT
from course_utils.server.operator.settings import alerts_reached
from course_utils.server.operator.visits import SERVICES
from course_utils.server.platform import Platform
from course_utils.server.request.budget import month_of
from course_utils.server.types import Json

TIMES_THE_MEDIAN = 10
LEAST_HOURS, MOST_HOURS = 3, 7 * 24
_SECONDS_IN_AN_HOUR = 3600

_log = tables.requests.c
_served = (_log.status == 200) & _log.key_id.is_not(None) & ~_log.target.startswith("/practice/")
_OWN = (*SERVICES, "127.0.0.1", "::1")
"""Addresses that are never new: the services' and this computer's own."""
_hour = sa.cast(sa.func.floor(_log.time / _SECONDS_IN_AN_HOUR), sa.Integer)


@dataclass(frozen=True)
class Alert:
    """An alert; two with the same `mark` are the same. Times are in seconds since 1970."""

    mark: str
    time: float
    kind: str
    message: str
    key_id: str | None
    project_id: str | None
    details: Json


class Findings:
    """Reads the log of one platform."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._store = platform.store

    def newest(self) -> int:
        """Give the number of the newest request, 0 where there is none."""
        return int(self._scalar(sa.select(sa.func.max(_log.number))) or 0)

    def has_news(self) -> bool:
        """Tell whether there are requests that nobody has looked at, or thresholds reached that nobody was told of."""
        seen = self._scalar(sa.select(tables.platform.c.watched))
        return self.newest() > seen or bool(self._reached(month_of(self._platform.now())))

    def is_known(self, mark: str) -> bool:
        """Tell whether an alert of this mark was raised before."""
        this = sa.select(tables.alerts.c.number).where(tables.alerts.c.mark == mark)
        return self._scalar(this) is not None

    def spent_through(self) -> list[Alert]:
        """Give the alerts for thresholds that this month's spending has reached, but those that were raised."""
        month = month_of(self._platform.now())
        return [
            Alert(
                mark,
                max(row["created_at"], self._reached_at(row, month)),
                "spend",
                f"This month's spending has reached {_dollars(row['threshold'])}, the amount of an alert. "
                "An alert stops nothing: the spending goes on.",
                None,
                row["project_id"],
                {
                    "spend_alert_id": row["id"],
                    "threshold_amount": row["threshold"] // NANODOLLARS_IN_A_CENT,
                },
            )
            for row, mark in self._reached(month)
        ]

    def _reached(self, month: int) -> list[tuple[Json, str]]:
        """Give the spend alerts whose thresholds are reached and that were not raised this month, with their marks."""
        marked = [(row, f"spend {row['id']} {month}") for row in alerts_reached(self._platform)]
        return [(row, mark) for row, mark in marked if not self.is_known(mark)]

    def _reached_at(self, alert: Json, month: int) -> float:
        """Give the time of the request with which the month's spending came to an alert's threshold."""
        paid = sa.select(_log.time, _log.model, _log.input_tokens, _log.output_tokens).where(
            _log.usage.is_not(None)
        )
        if alert["project_id"] is not None:
            paid = paid.where(_log.project_id == alert["project_id"])
        spent = 0
        for row in self._store.connection.execute(paid.order_by(_log.number)):
            if month_of(row.time) == month:
                spent += SERVED[row.model].cost(row.input_tokens, row.output_tokens)
            if spent >= alert["threshold"] > 0:
                return float(row.time)
        return 0.0

    def unusual_hours(self, seen: int) -> Iterator[Alert]:
        """Give the alerts for hours in which there are requests after the number `seen`."""
        asked = _log.usage.is_not(None)
        new = sa.select(_log.key_id, _hour.label("hour")).where(asked, _log.number > seen)
        hours: dict[str, list[int]] = {}
        for key_id, hour in self._store.connection.execute(new.distinct()).all():
            if not self.is_known(_mark(key_id, hour)):  # nor is anything counted again
                hours.setdefault(key_id, []).append(hour)
        for key_id, new_hours in hours.items():
            mine = asked & (_log.key_id == key_id)
            begin = (min(new_hours) - MOST_HOURS) * _SECONDS_IN_AN_HOUR
            counted = sa.select(_hour, sa.func.count()).where(mine, _log.time >= begin)
            rows = self._store.connection.execute(counted.group_by(_hour)).all()
            counts = {row[0]: row[1] for row in rows}
            for hour in sorted(new_hours):
                usual = usual_count(counts, hour)
                if usual is not None and counts[hour] >= TIMES_THE_MEDIAN * usual:
                    yield self._unusual_hour(key_id, hour, usual, mine)

    def _unusual_hour(
        self, key_id: str, hour: int, usual: float, mine: sa.ColumnElement[bool]
    ) -> Alert:
        many = math.ceil(TIMES_THE_MEDIAN * usual)
        this = sa.select(_log.time, _log.project_id).where(mine, _hour == hour)
        row = self._store.connection.execute(
            this.order_by(_log.number).offset(many - 1).limit(1)
        ).one()
        return Alert(
            _mark(key_id, hour),
            row.time,
            "unusual_hour",
            f"{self._named(key_id)} was used {many} times within an hour, where {usual:g} is usual.",
            key_id,
            row.project_id,
            {"hour": hour * _SECONDS_IN_AN_HOUR, "requests": many, "usual": usual},
        )

    def new_addresses(self, seen: int) -> Iterator[Alert]:
        """Give the alerts for addresses of requests after the number `seen`."""
        first = sa.func.min(_log.number).label("number")
        new = (
            sa.select(first, _log.project_id, _log.address)
            .where(_served, _log.number > seen, _log.address.not_in(_OWN))
            .group_by(_log.project_id, _log.address)
        )
        for number, project_id, address in self._store.connection.execute(new).all():
            before = _served & (_log.project_id == project_id) & (_log.number < number)
            if project_id is None:
                before = _served & _log.project_id.is_(None) & (_log.number < number)
            known = sa.select(_log.number).where(before).limit(1)
            if self._scalar(known) is None or self._scalar(known.where(_log.address == address)):
                continue
            row = self._store.connection.execute(
                sa.select(_log.time, _log.key_id).where(_log.number == number)
            ).one()
            yield Alert(
                f"new_address {project_id} {address}",
                row.time,
                "new_address",
                f"{self._named(row.key_id)} was used from {address}, where no key of its project was used before.",
                row.key_id,
                project_id,
                {"address": address},
            )

    def _named(self, key_id: str) -> str:
        column = tables.api_keys.c
        row = self._store.connection.execute(
            sa.select(column.name, column.display).where(column.id == key_id)
        ).first()
        return "A key" if row is None else f"The key {row.name} ({row.display})"

    def _scalar(self, statement: sa.Select[Any]) -> Any:
        return self._store.connection.scalar(statement)


def usual_count(counts: dict[int, int], hour: int) -> float | None:
    """Give how many requests an hour are usual before that hour, at least 1; None while nobody can tell.

    Args:
        counts: requests by hour; where there were none, the hour may be left out.
        hour: counted from any hour on.
    """
    before = range(max(min(counts), hour - MOST_HOURS), hour)
    if len(before) < LEAST_HOURS:
        return None
    return max(1, median(counts.get(one, 0) for one in before))


def _mark(key_id: str, hour: int) -> str:
    return f"unusual_hour {key_id} {hour}"


def _dollars(nanodollars: int) -> str:
    return f"${nanodollars / NANODOLLARS_IN_A_CENT / 100:,.2f}"

"""Is there money to pay for a request? Credit is counted at once; a limit of the month may see spending later."""

import math
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa

from course_utils.server.catalogue import SERVED
from course_utils.server.database.heated import Heated
from course_utils.server.database.settings import Situation
from course_utils.server.database.store import Store
from course_utils.server.database.tables import rate_limits, requests
from course_utils.server.refusals import rate_limited
from course_utils.server.request.authenticate import Caller

_IN_MONTH = sa.select(sa.func.sum(rate_limits.c.spent_in_month)).where(
    rate_limits.c.month == sa.bindparam("of_month")
)


class _Seen(NamedTuple):
    """What of a month's spending was seen when the limit was asked last, and the log's last entry in it."""

    month: int
    spent: int = 0
    number: int = 0
    request_id: str = ""


class Budget:
    """Adds up what was spent in one store; call inside its transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str | None, _Seen] = {}
        self._spent = store.heat(sa.select(sa.func.sum(rate_limits.c.spent)))
        self._spent_in_month = store.heat(_IN_MONTH)
        self._spent_by_project = store.heat(
            _IN_MONTH.where(rate_limits.c.project_id == sa.bindparam("of_project"))
        )

    def refuse_unpaid(self, caller: Caller, situation: Situation, month: int) -> None:
        """Refuse what nobody can or may pay for.

        Raises:
            ApiError: 429.
        """
        credit, limit = situation.credit, situation.spend_limit
        if credit is not None and self._sum(self._spent) >= credit:
            raise rate_limited.out_of_credit()
        if (
            limit is not None
            and self._sum(self._spent_in_month, of_month=month) >= limit
            and self._seen_spending(situation, month) >= limit
        ):
            raise rate_limited.spend_limit_reached("organization")
        limit, project = caller.spend_limit, caller.project_id
        if (
            limit is not None
            and self._sum(self._spent_by_project, of_month=month, of_project=project) >= limit
            and self._seen_spending(situation, month, project) >= limit
        ):
            raise rate_limited.spend_limit_reached("project")

    def _seen_spending(
        self, situation: Situation, month: int, project_id: str | None = None
    ) -> float:
        """Give what of this month's spending the limits have seen by now: all of it, if that takes no time.

        The log may be long: only what was not seen the last time is read.
        """
        if not situation.spend_limit_delay:
            return math.inf
        seen = self._seen.get(project_id)
        if seen is None or seen.month != month or not self._is_in_log(seen):
            seen = _Seen(month)
        column, new = requests.c, requests.c.number > seen.number
        too_late = column.time > situation.now - situation.spend_limit_delay
        unseen = sa.select(column.number).where(new, too_late).order_by(column.number).limit(1)
        first = self._store.connection.scalar(unseen)
        if first is not None:
            new &= column.number < first
        entries = sa.select(column.number, column.request_id).where(new)
        last = self._store.connection.execute(entries.order_by(column.number.desc()).limit(1))
        if (entry := last.first()) is None:
            return seen.spent
        tokens = sa.func.sum(column.input_tokens), sa.func.sum(column.output_tokens)
        statement = sa.select(column.model, *tokens).where(
            new,
            column.usage.is_not(None),
            column.time >= _begin_of_month(situation.now),
            sa.true() if project_id is None else column.project_id == project_id,
        )
        rows = self._store.connection.execute(statement.group_by(column.model))
        spent = sum(SERVED[model].cost(asked, answered) for model, asked, answered in rows)
        self._seen[project_id] = _Seen(month, seen.spent + spent, entry.number, entry.request_id)
        return seen.spent + spent

    def _is_in_log(self, seen: _Seen) -> bool:
        """Tell whether the log still has that entry: a reset begins it anew."""
        column = requests.c
        entry = sa.select(column.request_id).where(column.number == seen.number)
        return bool(self._store.connection.scalar(entry) == seen.request_id)

    def _sum(self, statement: Heated, **parameters: int | str | None) -> int:
        """Give a sum of money, in nanodollars."""
        row = self._store.first(statement, parameters)
        assert row is not None
        return int(row[0] or 0)


def spent_in_month_of(store: Store, now: float, project_id: str | None = None) -> int:
    """Give what the organization, or one project, has spent in the month of a time, in nanodollars."""
    statement = _IN_MONTH
    if project_id is not None:
        statement = statement.where(rate_limits.c.project_id == project_id)
    return int(store.connection.scalar(statement, {"of_month": month_of(now)}) or 0)


def month_of(now: float) -> int:
    """Number the months, so that a spend limit begins afresh with each."""
    moment = datetime.fromtimestamp(now, UTC)
    return moment.year * 12 + moment.month


def _begin_of_month(now: float) -> float:
    moment = datetime.fromtimestamp(now, UTC)
    return datetime(moment.year, moment.month, 1, tzinfo=UTC).timestamp()

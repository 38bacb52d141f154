"""What holds for every request at a moment: the time, and what the operator has set."""

from typing import NamedTuple

import sqlalchemy as sa

from course_utils.server.database.clock import Clock
from course_utils.server.database.store import Store
from course_utils.server.database.tables import (
    api_keys,
    audit_logs,
    platform,
    projects,
    requests,
    service_accounts,
    vault,
)

_MADE = (
    api_keys.c.created_at,
    api_keys.c.revoked_at,
    audit_logs.c.effective_at,
    projects.c.created_at,
    projects.c.archived_at,
    service_accounts.c.created_at,
    service_accounts.c.deleted_at,
    vault.c.changed_at,
)
_NEWEST = sa.select(requests.c.time).order_by(requests.c.number.desc()).limit(1)
_ENDS = sa.select(
    _NEWEST.scalar_subquery(),
    *(sa.select(sa.func.max(column)).scalar_subquery() for column in _MADE),
)
_LATER = platform.update().values(
    clock_offset=platform.c.clock_offset + sa.bindparam("seconds", type_=sa.Double)
)


class Situation(NamedTuple):
    """What holds for every request at a moment.

    Attributes:
        now: seconds since 1970.
        credit: what the organization may spend since its first day, in nanodollars; None is without end.
        spend_limit: what it may spend in a month, likewise.
        spend_limit_delay: seconds until spending is seen by the limits of a month.
        interventions: how many wishes the operator has for requests to come.
        allow_lists: how many address allow-lists were ever set.
    """

    now: float
    credit: int | None
    spend_limit: int | None
    spend_limit_delay: float
    interventions: int
    allow_lists: int


class Situations:
    """Reads and changes the situation in one store.

    Args:
        store: where it is kept.
        clock: the time, before what the operator added to it.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        columns = platform.c
        self._read = store.heat(
            sa.select(
                columns.clock_offset,
                columns.credit,
                columns.spend_limit,
                columns.spend_limit_delay,
                columns.interventions,
                columns.allow_lists,
            )
        )

    def present(self) -> Situation:
        """Give what holds now."""
        row = self._store.first(self._read)
        assert row is not None
        offset, *others = row
        return Situation(self._clock() + offset, *others)

    def advance_to(self, moment: float) -> None:
        """Move the clock on to a moment, in seconds since 1970; it never goes back."""
        with self._store.transaction():
            self._move_to(moment)

    def advance_by(self, seconds: float) -> None:
        """Move the clock on by some seconds, 0 or more, so that no log contradicts itself."""
        with self._store.transaction():
            self._move_by(seconds)

    def catch_up(self) -> None:
        """Begin where what is stored ends, if the clock was set back since; call in a transaction."""
        ends = self._store.first(self._store.heat(_ENDS))
        assert ends is not None
        self._move_to(max(end or 0.0 for end in ends))

    def _move_to(self, moment: float) -> None:
        self._move_by(max(0.0, moment - self.present().now))

    def _move_by(self, seconds: float) -> None:
        self._store.run(self._store.heat(_LATER), {"seconds": seconds})

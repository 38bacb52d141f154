"""Alerts that announce themselves: money spent beyond a threshold, an unusual hour of a key, a new address.

They are read from the log of requests when somebody asks, and cost a request nothing. An alert has the time of the
request that set it off, so it does not matter when that is. Each is raised once. None stops anything.

- `spend`: the month's spending has reached a threshold that was set over the Admin API.
- `unusual_hour`: a key has asked models ten times as often within a clock hour as in the median of the hours before,
  which counts as at least 1: up to a week of them, from the key's first request in the log, at least three.
- `new_address`: keys of a project are used from an address from where none of them was used before. The first
  address of a project is not new, nor are those of the services that a lesson has started and of this computer.
"""

import asyncio
from dataclasses import asdict

import sqlalchemy as sa

from course_utils.server.database import tables
from course_utils.server.operator.findings import Findings
from course_utils.server.platform import Platform
from course_utils.server.types import Json

LOOK_AGAIN_SECONDS = 1.0
"""Another process may write into the same database, of which no news come."""


class Watch:
    """Looks through the log of one platform for what its owner should know."""

    def __init__(self, platform: Platform) -> None:
        self._store = platform.store
        self._findings = Findings(platform)

    def since(self, number: int = 0) -> list[Json]:
        """Give the alerts after that number, oldest first.

        Each has `number`, `time` (seconds since 1970), `kind`, `message`, `key_id`, `project_id` and `details`.
        """
        self._look()
        columns = tables.alerts.c
        shown = [column for column in columns if column is not columns.mark]
        found = sa.select(*shown).where(columns.number > number).order_by(columns.number)
        return list(self._store.rows(found))

    async def wait(self, number: int, seconds: float) -> list[Json]:
        """Give the alerts after that number as soon as there are any, and none after so many seconds."""
        found = self.since(number)
        if found or not seconds:  # who does not wait needs no loop
            return found
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not found and loop.time() < end:
            await self._store.news.wait(min(LOOK_AGAIN_SECONDS, end - loop.time()))
            found = self.since(number)
        return found

    def _look(self) -> None:
        if not self._findings.has_news():
            return
        run, here = self._store.connection.execute, tables.platform
        with self._store.transaction():
            seen = run(sa.select(here.c.watched).with_for_update()).scalar_one()
            newest = self._findings.newest()
            found = [
                *self._findings.spent_through(),
                *self._findings.unusual_hours(seen),
                *self._findings.new_addresses(seen),
            ]
            for alert in sorted(found, key=lambda one: one.time):
                if not self._findings.is_known(alert.mark):
                    run(tables.alerts.insert().values(**asdict(alert)))
            run(here.update().values(watched=newest))

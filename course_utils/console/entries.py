"""The decision log as the pages show it: filtered, newest first, and what is new since an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import sqlalchemy as sa

from course_utils.console import words
from course_utils.server.database.store import Store
from course_utils.server.database.tables import api_keys, requests

PAGE = 50
_AN_ID = "req_"

STATUSES = {
    "served": requests.c.status < 400,
    "refused": requests.c.status.between(400, 499),
    "failed": requests.c.status >= 500,
}
"""What the filter by status may ask for, by its name in the address."""

_ENTRIES = sa.select(requests, api_keys.c.name.label("key_name")).select_from(
    requests.outerjoin(api_keys, requests.c.key_id == api_keys.c.id)
)


@dataclass(frozen=True)
class Wish:
    """Which entries are asked for; "" asks for all. `only` is the project that the visitor may see, None for all."""

    status: str
    key_id: str
    only: str | None

    @classmethod
    def of(cls, asked: Mapping[str, str], only: str | None) -> Self:
        """Read what the query string of an address asks for."""
        return cls(asked.get("status", ""), asked.get("key", "")[:64], only)

    def condition(self) -> sa.ColumnElement[bool]:
        wanted = STATUSES.get(self.status, sa.true()) & _of_project(self.only)
        return wanted & (requests.c.key_id == self.key_id) if self.key_id else wanted


def before(store: Store, wish: Wish, number: int) -> Sequence[dict[str, Any]]:
    """Give the entries before a number, the newest first; before 0 are all there are."""
    older = requests.c.number < number if number else sa.true()
    newest_first = _ENTRIES.where(wish.condition(), older).order_by(requests.c.number.desc())
    return store.rows(newest_first.limit(PAGE))


def after(store: Store, wish: Wish, number: int) -> Sequence[dict[str, Any]]:
    """Give the entries after a number, the oldest first."""
    newer = _ENTRIES.where(wish.condition(), requests.c.number > number)
    return store.rows(newer.order_by(requests.c.number).limit(PAGE))


def newest(store: Store) -> int:
    """Give the number of the newest entry, 0 where there is none. It falls when a reset empties the log."""
    return store.connection.scalar(sa.select(sa.func.max(requests.c.number))) or 0


def find(store: Store, named: str, only: str | None) -> dict[str, Any] | None:
    """Give an entry by its number, or by the id that its caller got in `x-request-id`."""
    if named.startswith(_AN_ID):
        this = requests.c.request_id == named
    elif (number := words.number(named)) is not None:
        this = requests.c.number == number
    else:
        return None
    rows = store.rows(_ENTRIES.where(this & _of_project(only)))
    return rows[0] if rows else None


def names_of_keys(store: Store, only: str | None) -> Sequence[dict[str, Any]]:
    """Give id, name and tail of the keys that were used last, the latest first."""
    columns = api_keys.c
    used = sa.select(columns.id, columns.name, columns.display).where(
        columns.last_used_at.is_not(None)
    )
    if only is not None:
        used = used.where(columns.project_id == only)
    return store.rows(used.order_by(columns.last_used_at.desc()).limit(PAGE))


def _of_project(only: str | None) -> sa.ColumnElement[bool]:
    return sa.true() if only is None else requests.c.project_id == only

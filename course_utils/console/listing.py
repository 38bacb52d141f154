"""What the pages read about keys, projects and requests.

`only` is everywhere the project that the visitor may see; None is for the owner, who sees all.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from course_utils.console import permissions
from course_utils.console.words import plain
from course_utils.keys import Kind
from course_utils.server.database.store import Store
from course_utils.server.database.tables import api_keys, projects, requests, service_accounts
from course_utils.server.operator.traffic import ATTACKERS

PAGE = 50

WORKING, REVOKED, EXPIRED, ARCHIVED = "working", "revoked", "expired", "project archived"

_KEYS = sa.select(
    api_keys,
    projects.c.name.label("project_name"),
    projects.c.archived_at,
    service_accounts.c.name.label("account_name"),
    service_accounts.c.role,
).select_from(
    api_keys.outerjoin(projects, api_keys.c.project_id == projects.c.id).outerjoin(
        service_accounts, api_keys.c.service_account_id == service_accounts.c.id
    )
)
_OF_PROJECTS = api_keys.c.kind != Kind.ADMIN.value


@dataclass(frozen=True)
class KeyView:
    """A key as the pages show it; times are seconds since 1970, `status` is as of one moment."""

    id: str
    display: str
    name: str
    kind: str
    project_id: str | None
    project_name: str | None
    account_name: str | None
    role: str | None
    scopes: tuple[str, ...]
    created_at: float
    expires_at: float | None
    last_used_at: float | None
    revoked_at: float | None
    status: str

    @classmethod
    def of(cls, row: dict[str, Any], now: float) -> "KeyView":
        shown = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        return cls(**{**shown, "scopes": tuple(row["scopes"].split())}, status=_status(row, now))

    @property
    def tail(self) -> str:
        return self.display[-5:]

    @property
    def permissions(self) -> str:
        return permissions.kind_of(self.scopes)

    @property
    def version(self) -> str:
        """What a form that changes the key was filled in upon; it differs once somebody has changed the key."""
        return f"{plain(self.name)}|{' '.join(self.scopes)}|{self.expires_at}"


@dataclass(frozen=True)
class KeyPage:
    """Some keys of a list, newest first, and where in it they stand."""

    keys: list[KeyView]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class Use:
    """What a key was used for lately: which programs would notice that it is gone, and which attackers."""

    requests: int
    programs: list[str]
    attackers: list[str]


def count_of_keys(store: Store, now: float, only: str | None, *, working: bool) -> int:
    """Count the projects' keys, or those of them that work."""
    from_keys = api_keys.outerjoin(projects, api_keys.c.project_id == projects.c.id)
    counted = sa.select(sa.func.count()).select_from(from_keys)
    return store.connection.scalar(counted.where(_listed(now, only, working=working))) or 0


def page_of_keys(
    store: Store, now: float, only: str | None, number: int, *, working: bool
) -> KeyPage:
    """Give a page of the projects' keys, newest first; pages are counted from 1."""
    total = count_of_keys(store, now, only, working=working)
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    newest = (api_keys.c.created_at.desc(), api_keys.c.id.desc())
    statement = (
        _KEYS.where(_listed(now, only, working=working))
        .order_by(*newest)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    keys = [KeyView.of(row, now) for row in store.rows(statement)]
    return KeyPage(keys, number, pages, total)


def find_key(store: Store, key_id: str, now: float, only: str | None) -> KeyView | None:
    """Give a key by its id; an admin key is not for these pages."""
    rows = store.rows(_KEYS.where(_listed(now, only, working=False) & (api_keys.c.id == key_id)))
    return KeyView.of(rows[0], now) if rows else None


def open_projects(store: Store, only: str | None) -> list[dict[str, Any]]:
    """Give id and name of the projects that can have new keys, the oldest first."""
    columns = projects.c
    wanted = sa.select(columns.id, columns.name).where(columns.archived_at.is_(None))
    if only is not None:
        wanted = wanted.where(columns.id == only)
    return list(store.rows(wanted.order_by(columns.created_at, columns.id)))


def use_of(store: Store, key_id: str, since: float) -> Use:
    """Tell what a key was used for since a time; only what was served counts."""
    columns = requests.c
    used = (columns.key_id == key_id) & (columns.status < 400) & (columns.time >= since)
    counted = sa.select(columns.address, sa.func.count().label("requests"))
    rows = store.rows(counted.where(used).group_by(columns.address).order_by(columns.address))
    addresses = [row["address"] for row in rows]
    attackers = [address for address in addresses if address.startswith(ATTACKERS)]
    programs = [address for address in addresses if address not in attackers]
    return Use(sum(row["requests"] for row in rows), programs, attackers)


def _listed(now: float, only: str | None, *, working: bool) -> sa.ColumnElement[bool]:
    mine = _OF_PROJECTS if only is None else _OF_PROJECTS & (api_keys.c.project_id == only)
    return mine & _working(now) if working else mine


def _working(now: float) -> sa.ColumnElement[bool]:
    expires = api_keys.c.expires_at
    return (
        api_keys.c.revoked_at.is_(None)
        & (expires.is_(None) | (expires > now))
        & projects.c.archived_at.is_(None)
    )


def _status(row: dict[str, Any], now: float) -> str:
    if row["revoked_at"] is not None:
        return REVOKED
    if row["expires_at"] is not None and now >= row["expires_at"]:
        return EXPIRED
    return WORKING if row["archived_at"] is None else ARCHIVED

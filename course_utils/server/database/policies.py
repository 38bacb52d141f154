"""What organization and project enforce when a key is made, and how long a change takes until it holds.

Rules are for new keys: those that are there stay as they are. The organization's restrict those of its projects
and are never widened by them. (So OpenAI describes its own since September 2026; no page tells the status of the
refusals.)
"""

from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa

from course_utils.keys import Kind
from course_utils.server.database.store import Store
from course_utils.server.database.tables import platform, projects
from course_utils.server.refusals import api_errors


class Creation(StrEnum):
    """Which keys may be made."""

    ANY = "any"
    SERVICE_ACCOUNTS = "service_accounts"
    USERS = "users"
    NONE = "none"

    def allows(self, kind: Kind) -> bool:
        """Tell whether a key of this kind may be made; one of a project counts as its user's."""
        if self is Creation.ANY:
            return True
        return self is (Creation.USERS if kind is Kind.PROJECT else Creation.SERVICE_ACCOUNTS)


class Delays(NamedTuple):
    """How many seconds a change takes until every server knows of it."""

    deletion: float
    scopes: float
    allow_list: float


_Rules = list[tuple[str, str, float | None]]
"""Whose rule, which keys may be made, and how long they may live."""

_RULES = {
    "organization": sa.select(platform.c.key_creation, platform.c.longest_lifetime),
    "project": sa.select(projects.c.key_creation, projects.c.longest_lifetime).where(
        projects.c.id == sa.bindparam("project_id")
    ),
}

_DELAYS = sa.select(platform.c.deletion_delay, platform.c.scopes_delay, platform.c.allow_list_delay)
_LOGS_AUDIT = sa.select(platform.c.audit_logging)


class Policies:
    """Reads the rules in one store; call inside its transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check(self, kind: Kind, project_id: str | None, lifetime: float | None) -> None:
        """Refuse a new key that the rules forbid; there are none for admin keys.

        Args:
            kind: who will own it.
            project_id: whose project's rules count beside the organization's.
            lifetime: seconds until it expires; None is never.

        Raises:
            ApiError: 403, no such keys are made here; 400, it would live too long.
        """
        if kind is Kind.ADMIN:
            return
        rules = self._rules(project_id)
        for owner, key_creation, _ in rules:
            if not Creation(key_creation).allows(kind):
                raise api_errors.creation_forbidden(owner, key_creation)
        _check_lifetime(rules, lifetime)

    def check_lifetime(self, project_id: str | None, lifetime: float | None) -> None:
        """Refuse a key that would live longer than organization and project allow.

        Raises:
            ApiError: 400.
        """
        _check_lifetime(self._rules(project_id), lifetime)

    def delays(self) -> Delays:
        """Give the delays as they are set now; 0 is at once."""
        row = self._store.first(self._store.heat(_DELAYS))
        assert row is not None
        return Delays(*row)

    def logs_audit(self) -> bool:
        """Tell whether the organization has switched its audit log on."""
        row = self._store.first(self._store.heat(_LOGS_AUDIT))
        assert row is not None
        return bool(row[0])

    def _rules(self, project_id: str | None) -> _Rules:
        return [
            (owner, row[0], row[1])
            for owner, statement in _RULES.items()
            if (row := self._store.first(self._store.heat(statement), {"project_id": project_id}))
        ]


def _check_lifetime(rules: _Rules, lifetime: float | None) -> None:
    limits = [longest for _, _, longest in rules if longest is not None]
    if limits and (lifetime is None or lifetime > min(limits)):
        raise api_errors.lives_too_long(int(min(limits)), given=lifetime is not None)

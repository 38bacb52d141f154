"""Issuing and revoking: projects, service accounts and keys, each with its line in the audit log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from course_utils import keys
from course_utils.keys import Kind, Secret, digest
from course_utils.server.catalogue import SERVED
from course_utils.server.database.policies import Policies
from course_utils.server.database.store import Store
from course_utils.server.database.tables import (
    api_keys,
    audit_logs,
    projects,
    rate_limits,
    service_accounts,
)

_REVOKE = (
    sa.update(api_keys)
    .where(api_keys.c.id == sa.bindparam("key_id"), api_keys.c.revoked_at.is_(None))
    .values(revoked_at=sa.bindparam("revoked_at"), works_until=sa.bindparam("works_until"))
    .returning(api_keys.c.project_id)
)

MEMBER = "member"
REQUESTS_A_MINUTE = 500
TOKENS_A_MINUTE = 200_000


@dataclass(frozen=True)
class Act:
    """When something is done, and with whose key; without one the operator did it by hand."""

    time: float
    key_id: str | None = None


@dataclass(frozen=True)
class Issued:
    """A new key: its value is here and nowhere else."""

    id: str
    value: str


class Issuer:
    """Writes projects, service accounts and keys into a store.

    Args:
        store: where they go; call inside its transaction.
        pepper: what keys are digested with.
        random_bytes: gives that many random bytes; the source of all ids and keys.
    """

    def __init__(self, store: Store, pepper: Secret, random_bytes: Callable[[int], bytes]) -> None:
        self._store = store
        self._pepper = pepper
        self._random_bytes = random_bytes
        self.policies = Policies(store)

    def new_id(self, prefix: str) -> str:
        """Give a new id: the prefix, as `proj_`, and 32 random hexadecimal digits."""
        return prefix + self._random_bytes(16).hex()

    def create_project(self, name: str, act: Act) -> str:
        """Make a project, with the usual limits for every model."""
        project_id = self.new_id("proj_")
        self._insert(projects, id=project_id, name=name, created_at=act.time)
        limits = [
            {
                "project_id": project_id,
                "model": model,
                "id": f"rl-{model}",
                "max_requests": REQUESTS_A_MINUTE,
                "max_tokens": TOKENS_A_MINUTE,
                "requests_left": REQUESTS_A_MINUTE,
                "tokens_left": TOKENS_A_MINUTE,
                "filled_at": act.time,
            }
            for model in SERVED
        ]
        self._store.insert(rate_limits, *limits)
        self.audit("project.created", act, project_id, project_id, data={"name": name})
        return project_id

    def create_service_account(
        self, project_id: str, name: str, act: Act, role: str = MEMBER
    ) -> str:
        """Make a service account without a key, and give its id.

        Args:
            project_id: whose account it is; the project is there.
            name: what people call it.
            act: when, and by whom.
            role: "member" or "owner"; with "none" its keys may do nothing.
        """
        account_id = self.new_id("svcacct_")
        self._insert(
            service_accounts,
            id=account_id,
            project_id=project_id,
            name=name,
            role=role,
            created_at=act.time,
        )
        self.audit("service_account.created", act, account_id, project_id, data={"role": role})
        return account_id

    def create_key(
        self,
        name: str,
        act: Act,
        *,
        kind: Kind = Kind.PROJECT,
        project_id: str | None = None,
        service_account_id: str | None = None,
        scopes: Sequence[str] = (),
        expires_at: float | None = None,
        value: str | None = None,
        for_a_lesson: bool = False,
    ) -> Issued:
        """Make a key and store its digest.

        Args:
            name: what people call it.
            act: when, and by whom.
            kind: who owns it; a service account's key needs its account, an admin key no project.
            project_id: the project whose key it is.
            service_account_id: the service account whose key it is.
            scopes: what it may do; none given means everything, as on OpenAI.
            expires_at: seconds since 1970; None means never.
            value: a key that exists already, to take it up again after a reset.
            for_a_lesson: a reset forgets it.

        Raises:
            ApiError: 400 or 403, organization or project forbid such keys.
        """
        if value is None:
            lifetime = None if expires_at is None else expires_at - act.time
            self.policies.check(kind, project_id, lifetime)
        value = value or keys.generate(kind, self._random_bytes)
        key_id = self.new_id("key_")
        self._insert(
            api_keys,
            id=key_id,
            digest=digest(value, self._pepper),
            display=keys.display(value, kind),
            name=name,
            kind=kind.value,
            project_id=project_id,
            service_account_id=service_account_id,
            scopes=" ".join(scopes),
            created_at=act.time,
            expires_at=expires_at,
            for_a_lesson=for_a_lesson,
        )
        self.audit("api_key.created", act, key_id, project_id, data={"scopes": list(scopes)})
        return Issued(key_id, value)

    def revoke_key(self, key_id: str, act: Act) -> bool:
        """Revoke a key; False when there is no such key to revoke.

        It is refused from its next request on, or as soon as the news has spread, if that takes a while.
        """
        delay = self.policies.delays().deletion
        works_until = act.time + delay if delay else None
        revoked = {"key_id": key_id, "revoked_at": act.time, "works_until": works_until}
        found = self._store.first(self._store.heat(_REVOKE), revoked)
        if found is None:
            return False
        self.audit("api_key.deleted", act, key_id, found[0])
        return True

    def change_scopes(self, key_id: str, scopes: Sequence[str], act: Act) -> None:
        """Give a key other scopes, which hold at once, or as soon as the news has spread."""
        delay = self.policies.delays().scopes
        earlier = (api_keys.c.scopes, act.time + delay) if delay else (None, None)
        self._store.connection.execute(
            sa.update(api_keys)
            .where(api_keys.c.id == key_id)
            .values(scopes=" ".join(scopes), earlier_scopes=earlier[0], earlier_until=earlier[1])
        )

    def audit(
        self, event: str, act: Act, resource_id: str, project_id: str | None, **details: Any
    ) -> None:
        """Write a line of the audit log, if it is switched on: what happened to which thing."""
        line_id = self.new_id("audit_log-")  # without a log too, so that later ids stay the same
        if not self.policies.logs_audit():
            return
        self._insert(
            audit_logs,
            id=line_id,
            type=event,
            effective_at=act.time,
            actor_key_id=act.key_id,
            project_id=project_id,
            resource_id=resource_id,
            details={"id": resource_id, **details},
        )

    def _insert(self, table: sa.Table, **values: Any) -> None:
        self._store.insert(table, values)

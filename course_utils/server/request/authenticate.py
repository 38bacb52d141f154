"""Second step: whose key is this, and is it still good?

A key is looked up by its digest, HMAC-SHA-256 under a pepper that the database doesn't hold. A key
carries 256 random bits, so nobody can guess one from a digest, and a slow password hash would buy
nothing. There is no cache: revoked means refused at the very next request, on every worker.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from course_utils import keys
from course_utils.keys import Secret, digest
from course_utils.server.database.store import Store
from course_utils.server.database.tables import api_keys, projects, service_accounts
from course_utils.server.refusals import unauthorised
from course_utils.server.refusals.api_errors import Cause
from course_utils.server.request.credential import Credential, why_malformed


class Caller(NamedTuple):
    """Who calls: the key's record, as far as later steps ask for it.

    `created_at` is the key's, in seconds since 1970. `scopes` as stored: empty means all. `role` is the service account's, None for other owners.
    `spend_limit` (nanodollars), `model_mode` and `model_ids` are the project's, None where it has none.
    """

    key_id: str
    kind: str
    project_id: str | None
    scopes: frozenset[str]
    role: str | None
    spend_limit: int | None
    model_mode: str | None
    model_ids: frozenset[str]
    created_at: float


class KeyRow(NamedTuple):
    """What the look-up of a key selects: a key that was issued here, whatever became of it."""

    id: str
    kind: str
    project_id: str | None
    scopes: str
    expires_at: float | None
    revoked_at: float | None
    works_until: float | None
    earlier_scopes: str | None
    earlier_until: float | None
    last_used_at: float | None
    created_at: float
    uses_after_revocation: int
    archived_at: float | None
    spend_limit: int | None
    model_mode: str | None
    model_ids: str | None
    role: str | None

    def scopes_at(self, now: float) -> str:
        """Give the scopes that hold: an edit takes a while to reach every server."""
        if self.earlier_until is None or now >= self.earlier_until:
            return self.scopes
        return self.earlier_scopes or ""

    @classmethod
    def columns(cls) -> list[sa.Column[Any]]:
        """Give the columns, in the order of the fields; each name stands in one table of the three."""
        places = (api_keys.c, projects.c, service_accounts.c)
        return [next(c[name] for c in places if name in c) for name in cls._fields]


class Authenticator:
    """Looks keys up in one store under one pepper."""

    def __init__(self, store: Store, pepper: Secret) -> None:
        self._store = store
        self._pepper = pepper
        self._look_up = store.heat(
            sa.select(*KeyRow.columns())
            .select_from(
                api_keys.outerjoin(projects, api_keys.c.project_id == projects.c.id).outerjoin(
                    service_accounts, api_keys.c.service_account_id == service_accounts.c.id
                )
            )
            .where(api_keys.c.digest == sa.bindparam("digest"))
        )
        self._touch = store.heat(
            sa.update(api_keys)
            .where(api_keys.c.id == sa.bindparam("key_id"))
            .values(last_used_at=sa.bindparam("now"))
        )
        self._use_once_more = store.heat(
            sa.update(api_keys)
            .where(api_keys.c.id == sa.bindparam("key_id"))
            .values(uses_after_revocation=api_keys.c.uses_after_revocation - 1)
        )

    def knows(self, key: str) -> bool:
        """Tell whether a key was ever issued here, whatever became of it."""
        return self.id_of(key) is not None

    def id_of(self, key: str) -> str | None:
        """Give the id of a key that was ever issued here, whatever became of it."""
        row = self._find(Credential(key, "header"))
        return None if row is None else row.id

    def credential_of(self, key_id: str) -> Credential:
        """Give a key of which only the id is known as if it had been sent.

        Raises:
            ApiError: 401, there is none.
        """
        column = api_keys.c
        row = self._store.connection.execute(
            sa.select(column.display, column.digest).where(column.id == key_id)
        ).first()
        if row is None:
            raise unauthorised.no_key(Cause("no_key", "There is no key with this id."))
        return Credential(row.display, "header", row.digest)

    def look_up(self, credential: Credential) -> KeyRow:
        """Find the key by its digest.

        Raises:
            ApiError: 401, it is not well formed or was never issued here.
        """
        key = credential.key
        if credential.digest is None and not keys.is_well_formed(key):
            raise unauthorised.incorrect_key(key, why_malformed(key))
        row = self._find(credential)
        if row is None:
            raise unauthorised.incorrect_key(
                key,
                Cause("unknown_key", "This key is well formed, but this platform never issued it."),
            )
        return row

    def authenticate(self, credential: Credential, row: KeyRow, now: float) -> Caller:
        """Tell who calls, and note that the key was used.

        Raises:
            ApiError: 401, one and the same for unknown, revoked and expired keys.
        """
        key = credential.key
        if row.revoked_at is not None and (row.works_until is None or now >= row.works_until):
            if row.uses_after_revocation <= 0:
                raise unauthorised.incorrect_key(key, Cause("revoked_key", "This key was revoked."))
            self._store.run(self._use_once_more, {"key_id": row.id})
        if row.expires_at is not None and now >= row.expires_at:
            raise unauthorised.incorrect_key(key, Cause("expired_key", "This key has expired."))
        if row.archived_at is not None:
            raise unauthorised.incorrect_key(
                key, Cause("archived_project", "The project of this key is archived.")
            )
        self._note_use(row.id, row.last_used_at, int(now))
        return Caller(
            row.id,
            row.kind,
            row.project_id,
            _words(row.scopes_at(now)),
            row.role,
            row.spend_limit,
            row.model_mode,
            _words(row.model_ids),
            row.created_at,
        )

    def _find(self, credential: Credential) -> KeyRow | None:
        stored = credential.digest or digest(credential.key, self._pepper)
        row = self._store.first(self._look_up, {"digest": stored})
        return None if row is None else KeyRow(*row)

    def _note_use(self, key_id: str, noted: float | None, now: int) -> None:
        """Keep the second in which a key was last used, as fine as OpenAI tells it."""
        if noted is None or noted < now:
            self._store.run(self._touch, {"key_id": key_id, "now": now})


@lru_cache
def _words(text: str | None) -> frozenset[str]:
    return frozenset((text or "").split())

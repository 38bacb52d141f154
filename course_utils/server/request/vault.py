"""The vault: where a program may keep a practice key, and read it from when it needs it.

It stands beside the API, under `/practice/vault/SERVICE/USER`, and opens to a token of its own. Each write,
read and deletion is a request like any other, with its place in the decision log; what is `presented` there is
the end of the key that went in or out. It takes practice keys only, and keeps them as they are: a vault has to
give back what it was given. (A real one encrypts what it keeps.)
"""

import hmac
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import unquote

import sqlalchemy as sa

from course_utils import keys
from course_utils.keys import Secret
from course_utils.leaks.text import redacted
from course_utils.server.database.store import Store
from course_utils.server.database.tables import vault
from course_utils.server.refusals import api_errors, unauthorised
from course_utils.server.refusals.api_errors import Cause
from course_utils.server.request import body
from course_utils.server.request.arrival import Arrival
from course_utils.server.request.record import Record
from course_utils.server.types import Json

PREFIX = "/practice/vault/"
USUAL_USER = "api-key"

_LONGEST_NAME = 200

_THERE = vault.c.service == sa.bindparam("service"), vault.c.user == sa.bindparam("user")
_READ = sa.select(vault.c.value).where(*_THERE)
_DELETE = vault.delete().where(*_THERE)


def token_of(admin_key: str) -> str:
    """Give what opens the vault of a platform: who has its first admin key can work it out."""
    return sha256(f"vault of {admin_key}".encode()).hexdigest()


class Vault:
    """Answers requests to the vault of one store; call inside its transaction."""

    def __init__(self, store: Store, admin_key: Secret, id_of: Callable[[str], str | None]) -> None:
        self._store = store
        self._id_of = id_of
        self._token = token_of(admin_key.reveal())

    def serve(self, arrival: Arrival, record: Record) -> Json:
        """Write, read or delete one entry.

        Raises:
            ApiError: 401 without the vault's token, 400 for what is no practice key, 404 for nothing there,
                405 for another method.
        """
        sent = arrival.headers.get("authorization", "")
        if not hmac.compare_digest(sent.encode(), f"Bearer {self._token}".encode()):
            raise unauthorised.no_key(
                Cause("not_vault", "The vault opens to the course's own keyring backend alone.")
            )
        service, _, user = arrival.raw_path.removeprefix(PREFIX).partition("/")
        place = self._place(unquote(service), unquote(user))
        if arrival.method == "PUT":
            return self._put(place, arrival, record)
        if arrival.method not in ("GET", "DELETE"):
            raise api_errors.wrong_method(arrival.method, ("GET", "PUT", "DELETE"))
        found = self._store.first(self._store.heat(_READ), place)
        if found is None:
            raise api_errors.not_found("vault entry", place["service"])
        value = str(found[0])
        record.presented, record.key_id = keys.tail(value), self._id_of(value)
        if arrival.method == "DELETE":
            self._store.run(self._store.heat(_DELETE), place)
        return {"value": value}

    def _put(self, place: dict[str, str], arrival: Arrival, record: Record) -> Json:
        value = body.parse(arrival.content).get("value")
        if not isinstance(value, str) or not keys.is_well_formed(value):
            raise api_errors.invalid_value("value", "a practice key, whole and without white space")
        record.presented, record.key_id = keys.tail(value), self._id_of(value)
        self._keep(place, value, record.time)
        return {"value": value}

    def keep(self, service: str, value: str, time: float) -> None:
        """Write a practice key for the usual user, as the operator, who is in no log."""
        self._keep(self._place(service, USUAL_USER), value, time)

    def _keep(self, place: dict[str, str], value: str, time: float) -> None:
        self._store.run(self._store.heat(_DELETE), place)
        self._store.insert(vault, {**place, "value": value, "changed_at": time})

    def _place(self, service: str, user: str) -> dict[str, str]:
        for name, given in (("service", service), ("user", user)):
            if not 0 < len(given) <= _LONGEST_NAME or "\x00" in given:
                raise api_errors.invalid_value(name, f"a text of 1 to {_LONGEST_NAME} characters")
        return {"service": redacted(service), "user": redacted(user)}

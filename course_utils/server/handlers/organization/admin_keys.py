"""`/v1/organization/admin_api_keys`."""

import sqlalchemy as sa

from course_utils.keys import Kind
from course_utils.server.database.tables import api_keys
from course_utils.server.handlers.organization.owner import OWNER
from course_utils.server.handlers.resource import Resource, Row
from course_utils.server.request.body import Parameters, lifetime, text
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

CREATE_PARAMETERS = Parameters(
    required=("name",), known=frozenset("expires_in_seconds name".split())
)


def _show(row: Row) -> Json:
    return {
        "id": row["id"],
        "object": "organization.admin_api_key",
        "name": row["name"],
        "redacted_value": row["display"],
        "created_at": int(row["created_at"]),
        "last_used_at": None if row["last_used_at"] is None else int(row["last_used_at"]),
        "expires_at": None if row["expires_at"] is None else int(row["expires_at"]),
        "owner": OWNER,
    }


_KEYS = Resource(
    "organization.admin_api_key",
    sa.select(api_keys),
    api_keys.c.id,
    _show,
    (api_keys.c.created_at, api_keys.c.id),
    api_keys.c.revoked_at.is_(None) & (api_keys.c.kind == Kind.ADMIN.value),
)


def create(call: Call) -> Answer:
    """Make an admin key. Its value is in this answer and nowhere else."""
    name, seconds = text(call.body, "name"), lifetime(call.body)
    assert name is not None
    issued = call.issuer.create_key(
        name,
        call.act,
        kind=Kind.ADMIN,
        expires_at=None if seconds is None else call.now + seconds,
    )
    return Answer({**_show(_KEYS.find(call, issued.id)), "value": issued.value})


def list_all(call: Call) -> Answer:
    return _KEYS.page(call)


def retrieve(call: Call) -> Answer:
    return _KEYS.retrieve(call, call.path["key_id"])


def delete(call: Call) -> Answer:
    key = _KEYS.find(call, call.path["key_id"])
    call.issuer.revoke_key(key["id"], call.act)
    return _KEYS.deleted(key["id"])

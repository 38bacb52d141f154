"""`/v1/organization/projects/{project_id}/api_keys`. Nothing here makes a key: the console does."""

import sqlalchemy as sa

from course_utils.keys import Kind
from course_utils.server.database.tables import api_keys, service_accounts
from course_utils.server.handlers.organization import projects
from course_utils.server.handlers.organization.owner import OWNER
from course_utils.server.handlers.resource import Resource, Row, of_project
from course_utils.server.refusals import api_errors
from course_utils.server.request import scopes as key_scopes
from course_utils.server.request.authorise import NO_ROLE
from course_utils.server.request.body import Parameters, lifetime
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

UPDATE_PARAMETERS = Parameters(required=(), known=frozenset("expires_in_seconds scopes".split()))

_HAS_NO_ROLE = sa.func.coalesce(service_accounts.c.role, "owner") == NO_ROLE
_ACCESS = {"active": ~_HAS_NO_ROLE, "inactive": _HAS_NO_ROLE, "any": sa.true()}


def _show(row: Row) -> Json:
    return {
        "id": row["id"],
        "object": "organization.project.api_key",
        "name": row["name"],
        "redacted_value": row["display"],
        "created_at": int(row["created_at"]),
        "last_used_at": None if row["last_used_at"] is None else int(row["last_used_at"]),
        "expires_at": None if row["expires_at"] is None else int(row["expires_at"]),
        "owner_project_access": "inactive" if row["role"] == NO_ROLE else "active",
        "owner": _owner(row),
    }


def _owner(row: Row) -> Json:
    if row["service_account_id"] is None:
        return {"type": "user", "user": OWNER}
    account = {
        "id": row["service_account_id"],
        "name": row["account_name"],
        "role": row["role"],
        "created_at": int(row["account_created_at"]),
    }
    return {"type": "service_account", "service_account": account}


_KEYS = Resource(
    "organization.project.api_key",
    sa.select(
        api_keys,
        service_accounts.c.name.label("account_name"),
        service_accounts.c.role,
        service_accounts.c.created_at.label("account_created_at"),
    ).outerjoin(service_accounts, api_keys.c.service_account_id == service_accounts.c.id),
    api_keys.c.id,
    _show,
    (api_keys.c.created_at, api_keys.c.id),
    api_keys.c.revoked_at.is_(None) & (api_keys.c.kind != Kind.ADMIN.value),
)
_OF_PROJECT = of_project(api_keys.c.project_id)


def list_all(call: Call) -> Answer:
    access = call.query.one_of("owner_project_access", tuple(_ACCESS), "any")
    return _KEYS.page(call, _OF_PROJECT, _ACCESS[access])


def retrieve(call: Call) -> Answer:
    return _KEYS.retrieve(call, call.path["api_key_id"], _OF_PROJECT)


def update(call: Call) -> Answer:
    """Replace a key's scopes, its expiry, or both; an empty list of scopes lifts all restrictions."""
    key = _find(call)
    if key["expires_at"] is not None and call.now >= key["expires_at"]:
        raise api_errors.refused_change(
            "An expired key can't be changed.", "Make a new key instead."
        )
    requested: Json = {}
    scopes, seconds = key_scopes.read(call.body), lifetime(call.body)
    if seconds is not None:
        call.issuer.policies.check_lifetime(key["project_id"], seconds)
        call.store.connection.execute(
            sa.update(api_keys)
            .where(api_keys.c.id == key["id"])
            .values(expires_at=call.now + seconds)
        )
        requested["expires_in_seconds"] = seconds
    if scopes is not None:
        call.issuer.change_scopes(key["id"], scopes, call.act)
        requested["scopes"] = scopes
    if requested:
        call.issuer.audit(
            "api_key.updated", call.act, key["id"], key["project_id"], changes_requested=requested
        )
    return _KEYS.retrieve(call, key["id"])


def delete(call: Call) -> Answer:
    key = _find(call)
    call.issuer.revoke_key(key["id"], call.act)
    return _KEYS.deleted(key["id"])


def _find(call: Call) -> Row:
    projects.find_open(call)
    return _KEYS.find(call, call.path["api_key_id"], _OF_PROJECT)

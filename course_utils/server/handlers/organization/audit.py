"""`/v1/organization/audit_logs`."""

import operator

import sqlalchemy as sa

from course_utils.server.database.tables import audit_logs, projects
from course_utils.server.handlers.organization.owner import OWNER
from course_utils.server.handlers.resource import Resource, Row
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

_BOUNDS = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
_TENANT = "tenant."


def _show(row: Row) -> Json:
    shown = {
        "id": row["id"],
        "type": row["type"],
        "effective_at": int(row["effective_at"]),
        "actor": _actor(row),
        row["type"]: row["details"],
    }
    if row["project_id"] is not None:
        shown["project"] = {"id": row["project_id"], "name": row["project_name"]}
    return shown


def _actor(row: Row) -> Json:
    """Tell whose key did it; what no key did, the owner did in the console."""
    user = {"id": OWNER["id"], "email": OWNER["email"]}
    if row["actor_key_id"] is None:
        return {"type": "session", "session": {"user": user, "ip_address": "127.0.0.1"}}
    key: Json = {"id": row["actor_key_id"], "type": "user", "user": user}
    return {"type": "api_key", "api_key": key}


_LOGS = Resource(
    "organization.audit_log",
    sa.select(audit_logs, projects.c.name.label("project_name")).outerjoin(
        projects, audit_logs.c.project_id == projects.c.id
    ),
    audit_logs.c.id,
    _show,
    (audit_logs.c.number,),
)


def list_all(call: Call) -> Answer:
    """List the entries that the filters let through, newest first."""
    wanted: list[sa.ColumnElement[bool]] = [
        column.in_(values)
        for name, column in {
            "event_types": audit_logs.c.type,
            "project_ids": audit_logs.c.project_id,
            "resource_ids": audit_logs.c.resource_id,
        }.items()
        if (values := call.query.all(name))
    ]
    for name, compare in _BOUNDS.items():
        bound = call.query.number(f"effective_at[{name}]")
        if bound is not None:
            wanted.append(compare(sa.func.floor(audit_logs.c.effective_at), bound))
    if call.query.flag("tenant_only"):
        wanted.append(audit_logs.c.type.startswith(_TENANT))
    return _LOGS.page(call, *wanted, *_by_actors(call), order="desc")


def _by_actors(call: Call) -> list[sa.ColumnElement[bool]]:
    """Only what these people, or these keys, did; every key here is the owner's."""
    emails, ids = call.query.all("actor_emails"), call.query.all("actor_ids")
    wanted: list[sa.ColumnElement[bool]] = []
    if emails and OWNER["email"] not in emails:
        wanted.append(sa.false())
    if ids and OWNER["id"] not in ids:
        wanted.append(audit_logs.c.actor_key_id.in_(ids))
    return wanted

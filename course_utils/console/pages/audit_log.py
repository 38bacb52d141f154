"""`settings/audit-log`: who changed what, once somebody has switched it on."""

import json

import sqlalchemy as sa
from starlette.responses import Response

from course_utils.console.visit import Visit
from course_utils.server.database.tables import api_keys, audit_logs, projects
from course_utils.server.operator.security import set_audit_logging

PAGE = 50


def show(visit: Visit) -> Response:
    columns, before = audit_logs.c, visit.number("before")
    statement = (
        sa.select(audit_logs, api_keys.c.name.label("actor"), projects.c.name.label("project"))
        .outerjoin(api_keys, columns.actor_key_id == api_keys.c.id)
        .outerjoin(projects, columns.project_id == projects.c.id)
        .order_by(columns.number.desc())
        .limit(PAGE)
    )
    if visit.only is not None:
        statement = statement.where(columns.project_id == visit.only)
    rows = visit.store.rows(statement.where(columns.number < before) if before else statement)
    found = [{**row, "told": _told(row["details"])} for row in rows]
    on = visit.platform.issuer.policies.logs_audit()
    return visit.page("audit_log.html", entries=found, on=on, more=len(found) == PAGE)


def send(visit: Visit) -> Response:
    on = visit.form.get("do") == "on"
    with visit.store.transaction():
        set_audit_logging(visit.platform, {"on": on})
    told = "The audit log is on. What happens from now on is written down."
    return visit.go("settings/audit-log", told if on else "The audit log is off.")


def _told(details: dict[str, object]) -> str:
    """Give what an entry says beside its id."""
    rest = {name: value for name, value in details.items() if name != "id"}
    return json.dumps(rest, ensure_ascii=False) if rest else ""

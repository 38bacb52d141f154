"""`/v1/organization/projects/{project_id}/spend_limit` stops, `…/spend_alerts` only tell."""

import sqlalchemy as sa

from course_utils.server import errors
from course_utils.server.body import Json, Parameters, mapping, whole_number, without_keys
from course_utils.server.call import Answer, Call
from course_utils.server.handlers.organization import projects
from course_utils.server.resource import Resource, Row
from course_utils.server.tables import spend_alerts

LIMIT_PARAMETERS = Parameters(
    required=("currency", "interval", "threshold_amount"),
    known=frozenset("currency interval threshold_amount".split()),
)
ALERT_PARAMETERS = Parameters(
    required=(*LIMIT_PARAMETERS.required, "notification_channel"),
    known=LIMIT_PARAMETERS.known | {"notification_channel"},
)

NANODOLLARS_IN_A_CENT = 10_000_000
_MOST_CENTS = 100_000_000
_LIMIT_TITLE = "project.spend_limit"
_EVERY_MONTH = {"currency": "USD", "interval": "month"}


def retrieve_limit(call: Call) -> Answer:
    return Answer(_show_limit(projects.find_open(call)))


def update_limit(call: Call) -> Answer:
    project = projects.find_open(call)
    _change_limit(call, project["id"], _threshold(call.body))
    return Answer(_show_limit(projects.find_open(call)))


def delete_limit(call: Call) -> Answer:
    project = projects.find_open(call)
    _show_limit(project)
    _change_limit(call, project["id"], None)
    return Answer({"object": f"{_LIMIT_TITLE}.deleted", "deleted": True})


def _show_limit(project: Row) -> Json:
    limit = project["spend_limit"]
    if limit is None:
        raise errors.not_found(_LIMIT_TITLE, project["id"])
    return {
        **_EVERY_MONTH,
        "object": _LIMIT_TITLE,
        "threshold_amount": limit // NANODOLLARS_IN_A_CENT,
        "enforcement": {"status": "enforcing"},
    }


def _change_limit(call: Call, project_id: str, limit: int | None) -> None:
    cents = None if limit is None else limit // NANODOLLARS_IN_A_CENT
    projects.change(call, project_id, {"spend_limit": cents}, spend_limit=limit)


def _show_alert(row: Row) -> Json:
    return {
        **_EVERY_MONTH,
        "id": row["id"],
        "object": "project.spend_alert",
        "threshold_amount": row["threshold"] // NANODOLLARS_IN_A_CENT,
        "notification_channel": row["notification_channel"],
    }


_ALERTS = Resource(
    "project.spend_alert",
    sa.select(spend_alerts),
    spend_alerts.c.id,
    _show_alert,
    (spend_alerts.c.created_at, spend_alerts.c.id),
    spend_alerts.c.deleted_at.is_(None),
)


def create_alert(call: Call) -> Answer:
    project = projects.find_open(call)
    alert_id = call.issuer.new_id("alert_")
    call.store.connection.execute(
        spend_alerts.insert().values(
            id=alert_id, project_id=project["id"], created_at=call.now, **_alert(call.body)
        )
    )
    return _ALERTS.retrieve(call, alert_id)


def list_alerts(call: Call) -> Answer:
    return _ALERTS.page(call, _of_project(call))


def retrieve_alert(call: Call) -> Answer:
    return _ALERTS.retrieve(call, call.path["alert_id"], _of_project(call))


def update_alert(call: Call) -> Answer:
    alert = _ALERTS.find(call, call.path["alert_id"], _of_project(call))
    _change_alert(call, alert["id"], **_alert(call.body))
    return _ALERTS.retrieve(call, alert["id"])


def delete_alert(call: Call) -> Answer:
    alert = _ALERTS.find(call, call.path["alert_id"], _of_project(call))
    _change_alert(call, alert["id"], deleted_at=call.now)
    return _ALERTS.deleted(alert["id"])


def _change_alert(call: Call, alert_id: str, **values: object) -> None:
    call.store.connection.execute(
        sa.update(spend_alerts).where(spend_alerts.c.id == alert_id).values(**values)
    )


def _alert(body: Json) -> Json:
    channel = mapping(body, "notification_channel")
    recipients = channel.get("recipients")
    if channel.get("type") != "email" or not isinstance(recipients, list):
        raise errors.invalid_value("notification_channel", "a type 'email' and its recipients")
    return {"threshold": _threshold(body), "notification_channel": without_keys(channel)}


def _threshold(body: Json) -> int:
    for name, only in _EVERY_MONTH.items():
        if body[name] != only:
            raise errors.invalid_value(name, f"'{only}'")
    cents = whole_number(body, "threshold_amount", _MOST_CENTS, least=0)
    assert cents is not None
    return cents * NANODOLLARS_IN_A_CENT


def _of_project(call: Call) -> sa.ColumnElement[bool]:
    return spend_alerts.c.project_id == call.path["project_id"]

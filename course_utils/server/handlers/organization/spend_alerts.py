"""`/v1/organization/spend_alerts` and `…/projects/{project_id}/spend_alerts`: they tell, and stop nothing."""

from functools import partial

import sqlalchemy as sa

from course_utils.server.database.tables import spend_alerts
from course_utils.server.handlers.organization import projects, spending
from course_utils.server.handlers.resource import Resource, Row, of_project
from course_utils.server.refusals import api_errors
from course_utils.server.request.body import Parameters, mapping
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

PARAMETERS = Parameters(
    required=(*spending.PARAMETERS.required, "notification_channel"),
    known=spending.PARAMETERS.known | {"notification_channel"},
)


_OF_PROJECT = of_project(spend_alerts.c.project_id)
_OF_ORGANIZATION = spend_alerts.c.project_id.is_(None)


class SpendAlerts:
    """The alerts of an owner: of the organization, or of the project that a path names."""

    def __init__(self, owner: str) -> None:
        title = f"{owner}.spend_alert"
        self._alerts = Resource(
            title,
            sa.select(spend_alerts),
            spend_alerts.c.id,
            partial(_show, title),
            (spend_alerts.c.created_at, spend_alerts.c.id),
            spend_alerts.c.deleted_at.is_(None),
        )

    def create(self, call: Call) -> Answer:
        project_id = projects.find_open(call)["id"] if "project_id" in call.path else None
        alert_id = call.issuer.new_id("alert_")
        call.store.connection.execute(
            spend_alerts.insert().values(
                id=alert_id, project_id=project_id, created_at=call.now, **_alert(call.body)
            )
        )
        return self._alerts.retrieve(call, alert_id)

    def list_all(self, call: Call) -> Answer:
        return self._alerts.page(call, _of_owner(call))

    def retrieve(self, call: Call) -> Answer:
        return self._alerts.retrieve(call, call.path["alert_id"], _of_owner(call))

    def update(self, call: Call) -> Answer:
        alert = self._alerts.find(call, call.path["alert_id"], _of_owner(call))
        _change(call, alert["id"], **_alert(call.body))
        return self._alerts.retrieve(call, alert["id"])

    def delete(self, call: Call) -> Answer:
        alert = self._alerts.find(call, call.path["alert_id"], _of_owner(call))
        _change(call, alert["id"], deleted_at=call.now)
        return self._alerts.deleted(alert["id"])


def _show(title: str, row: Row) -> Json:
    return {
        **spending.show(row["threshold"]),
        "id": row["id"],
        "object": title,
        "notification_channel": row["notification_channel"],
    }


def _of_owner(call: Call) -> sa.ColumnElement[bool]:
    return _OF_PROJECT if "project_id" in call.path else _OF_ORGANIZATION


def _change(call: Call, alert_id: str, **values: object) -> None:
    call.store.connection.execute(
        sa.update(spend_alerts).where(spend_alerts.c.id == alert_id).values(**values)
    )


def _alert(body: Json) -> Json:
    channel = mapping(body, "notification_channel")
    recipients = channel.get("recipients")
    if channel.get("type") != "email" or not isinstance(recipients, list):
        raise api_errors.invalid_value("notification_channel", "a type 'email' and its recipients")
    return {
        "threshold": spending.threshold(body),
        "notification_channel": channel,
    }

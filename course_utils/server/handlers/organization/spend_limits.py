"""`/v1/organization/spend_limit` and `…/projects/{project_id}/spend_limit`: what stops when it is spent."""

import sqlalchemy as sa

from course_utils.server.database.tables import platform
from course_utils.server.handlers.organization import projects, spending
from course_utils.server.refusals import api_errors
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import ORGANIZATION, Json


def retrieve(call: Call) -> Answer:
    return Answer(_show("organization", ORGANIZATION, _of_organization(call)))


def update(call: Call) -> Answer:
    _change(call, spending.threshold(call.body))
    return retrieve(call)


def delete(call: Call) -> Answer:
    retrieve(call)
    _change(call, None)
    return _deleted("organization")


def retrieve_of_project(call: Call) -> Answer:
    project = projects.find_open(call)
    return Answer(_show("project", project["id"], project["spend_limit"]))


def update_of_project(call: Call) -> Answer:
    project_id = projects.find_open(call)["id"]
    _change_project(call, project_id, spending.threshold(call.body))
    return retrieve_of_project(call)


def delete_of_project(call: Call) -> Answer:
    retrieve_of_project(call)
    _change_project(call, call.path["project_id"], None)
    return _deleted("project")


def _show(owner: str, owner_id: str, limit: int | None) -> Json:
    title = f"{owner}.spend_limit"
    if limit is None:
        raise api_errors.not_found(title, owner_id)
    return {**spending.show(limit), "object": title, "enforcement": {"status": "enforcing"}}


def _deleted(owner: str) -> Answer:
    return Answer({"object": f"{owner}.spend_limit.deleted", "deleted": True})


def _of_organization(call: Call) -> int | None:
    return call.store.connection.scalar(sa.select(platform.c.spend_limit))


def _change(call: Call, limit: int | None) -> None:
    call.store.connection.execute(sa.update(platform).values(spend_limit=limit))
    call.issuer.audit(
        "organization.updated", call.act, ORGANIZATION, None, changes_requested=_wish(limit)
    )


def _change_project(call: Call, project_id: str, limit: int | None) -> None:
    projects.change(call, project_id, _wish(limit), spend_limit=limit)


def _wish(limit: int | None) -> Json:
    return {"spend_limit": None if limit is None else limit // spending.NANODOLLARS_IN_A_CENT}

"""`/v1/organization/projects`."""

from typing import Any

import sqlalchemy as sa

from course_utils.server.database.tables import projects
from course_utils.server.handlers.resource import Resource, Row
from course_utils.server.refusals import api_errors
from course_utils.server.request.body import Parameters, text
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

CREATE_PARAMETERS = Parameters(
    required=("name",), known=frozenset("external_key_id geography name residency".split())
)
UPDATE_PARAMETERS = Parameters(
    required=(), known=frozenset("external_key_id geography name".split())
)


def _show(row: Row) -> Json:
    archived_at = row["archived_at"]
    return {
        "id": row["id"],
        "object": "organization.project",
        "name": row["name"],
        "created_at": int(row["created_at"]),
        "archived_at": None if archived_at is None else int(archived_at),
        "status": "active" if archived_at is None else "archived",
    }


_PROJECTS = Resource(
    "organization.project",
    sa.select(projects),
    projects.c.id,
    _show,
    (projects.c.created_at, projects.c.id),
)


def create(call: Call) -> Answer:
    name = text(call.body, "name")
    assert name is not None
    return _PROJECTS.retrieve(call, call.issuer.create_project(name, call.act))


def list_all(call: Call) -> Answer:
    archived = call.query.flag("include_archived")
    return _PROJECTS.page(call, sa.true() if archived else projects.c.archived_at.is_(None))


def retrieve(call: Call) -> Answer:
    return _PROJECTS.retrieve(call, call.path["project_id"])


def update(call: Call) -> Answer:
    project = find_open(call)
    name = text(call.body, "name")
    if name is not None:
        change(call, project["id"], {"title": name}, name=name)
    return _PROJECTS.retrieve(call, project["id"])


def archive(call: Call) -> Answer:
    """Close a project for good; its keys are refused from the next request on."""
    project = find_open(call)
    call.store.connection.execute(
        sa.update(projects).where(projects.c.id == project["id"]).values(archived_at=call.now)
    )
    call.issuer.audit("project.archived", call.act, project["id"], project["id"])
    return _PROJECTS.retrieve(call, project["id"])


def find_open(call: Call) -> Row:
    """Give the project that the path names.

    Raises:
        ApiError: 404, there is none; 400, it is archived.
    """
    project = _PROJECTS.find(call, call.path["project_id"])
    if project["archived_at"] is not None:
        raise api_errors.refused_change(
            "This project is archived: it can't be used or changed.",
            "An archived project stays archived. Create another.",
        )
    return project


def change(call: Call, project_id: str, requested: Json, **values: Any) -> None:
    """Change columns of a project, and write down what was asked for."""
    call.store.connection.execute(
        sa.update(projects).where(projects.c.id == project_id).values(**values)
    )
    call.issuer.audit(
        "project.updated", call.act, project_id, project_id, changes_requested=requested
    )

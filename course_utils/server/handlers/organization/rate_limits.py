"""`/v1/organization/projects/{project_id}/rate_limits`."""

import sqlalchemy as sa

from course_utils.server.database.tables import rate_limits
from course_utils.server.handlers.organization import projects
from course_utils.server.handlers.resource import Resource, Row, of_project
from course_utils.server.request.body import Parameters, whole_number
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

UPDATE_PARAMETERS = Parameters(
    required=(),
    known=frozenset(
        """
        batch_1_day_max_input_tokens max_audio_megabytes_per_1_minute max_images_per_1_minute
        max_requests_per_1_day max_requests_per_1_minute max_tokens_per_1_minute
        """.split()
    ),
)

_HIGHEST = 1_000_000_000
_COLUMNS = {
    "max_requests_per_1_minute": ("max_requests", "requests_left"),
    "max_tokens_per_1_minute": ("max_tokens", "tokens_left"),
}


def _show(row: Row) -> Json:
    return {
        "id": row["id"],
        "object": "project.rate_limit",
        "model": row["model"],
        "max_requests_per_1_minute": row["max_requests"],
        "max_tokens_per_1_minute": row["max_tokens"],
    }


_LIMITS = Resource(
    "project.rate_limit", sa.select(rate_limits), rate_limits.c.id, _show, (rate_limits.c.model,)
)
_OF_PROJECT = of_project(rate_limits.c.project_id)


def list_all(call: Call) -> Answer:
    return _LIMITS.page(call, _OF_PROJECT)


def update(call: Call) -> Answer:
    """Set the limits per minute; those that the platform doesn't keep are read and passed over."""
    project_id = projects.find_open(call)["id"]
    limit = _LIMITS.find(call, call.path["rate_limit_id"], _OF_PROJECT)
    requested = {
        name: value
        for name in _COLUMNS
        if (value := whole_number(call.body, name, _HIGHEST, least=0)) is not None
    }
    if requested:
        values = {column: value for name, value in requested.items() for column in _COLUMNS[name]}
        call.store.connection.execute(
            sa.update(rate_limits)
            .where(rate_limits.c.id == limit["id"], rate_limits.c.project_id == project_id)
            .values(**values)
        )
        call.issuer.audit(
            "rate_limit.updated", call.act, limit["id"], project_id, changes_requested=requested
        )
    return _LIMITS.retrieve(call, limit["id"], _OF_PROJECT)

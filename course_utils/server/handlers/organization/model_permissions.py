"""`/v1/organization/projects/{project_id}/model_permissions`."""

from course_utils.server.handlers.organization import projects
from course_utils.server.handlers.resource import Row
from course_utils.server.refusals import api_errors
from course_utils.server.request.body import Parameters, words
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

PARAMETERS = Parameters(required=("mode", "model_ids"), known=frozenset("mode model_ids".split()))

_MODES = ("allow_list", "deny_list")
_TITLE = "project.model_permissions"


def _show(project: Row) -> Json:
    """Show the permissions of a project; without any, every model but those of an empty list is allowed."""
    return {
        "object": _TITLE,
        "mode": project["model_mode"] or "deny_list",
        "model_ids": project["model_ids"].split(),
    }


def retrieve(call: Call) -> Answer:
    return Answer(_show(projects.find_open(call)))


def update(call: Call) -> Answer:
    project = projects.find_open(call)
    mode, model_ids = call.body["mode"], words(call.body, "model_ids") or []
    if mode not in _MODES:
        raise api_errors.invalid_value("mode", " or ".join(f"'{mode}'" for mode in _MODES))
    _change(call, project["id"], mode, model_ids)
    return Answer(_show(projects.find_open(call)))


def delete(call: Call) -> Answer:
    """Lift the permissions: the project may use every model again."""
    _change(call, projects.find_open(call)["id"], None, [])
    return Answer({"object": f"{_TITLE}.deleted", "deleted": True})


def _change(call: Call, project_id: str, mode: str | None, model_ids: list[str]) -> None:
    requested = {"model_permissions": {"mode": mode, "model_ids": model_ids}}
    projects.change(call, project_id, requested, model_mode=mode, model_ids=" ".join(model_ids))

"""What exercises and their checks ask, asked once before the first fork: SQLAlchemy then has compiled the statements."""

import asyncio
from typing import Any

from course_utils.keys import Secret
from course_utils.server import catalogue
from course_utils.server.operator.endpoints import PREFIX, Operator
from course_utils.server.platform import Platform
from course_utils.server.request.arrival import as_sent
from course_utils.server.request.vault import PREFIX as VAULT
from course_utils.server.request.vault import token_of
from course_utils.server.types import Json

_NAME, _NOBODY = "rehearsal", "-"
_PROJECTS = "/v1/organization/projects"
_SCOPES = ["api.model.read", "api.model.request"]
_TALK = {
    "model": catalogue.MODEL,
    "messages": [{"role": "user", "content": _NAME}],
}


def rehearse(platform: Platform, operator: Operator) -> None:
    """Use a platform as a submission does, and forget it; whatever is refused is rehearsed as well."""
    rehearsal = _Rehearsal(platform, operator)
    for number in range(2):
        rehearsal.check(number)
        rehearsal.administer()
    platform.forget_everything()


class _Rehearsal:
    def __init__(self, platform: Platform, operator: Operator) -> None:
        self._platform, self._operator = platform, operator
        self._settings = platform.settings

    def check(self, number: int) -> None:
        """Ask what checks ask of the operator, and what a learner's code asks meanwhile."""
        watched = {"name": _NAME, "expires_in_seconds": 3600.0, "afresh": True}
        key = self._of_operator("POST", "keys/watched", {**watched, "empty_vault": bool(number)})
        self._of_operator("POST", "admin-keys", {"name": _NAME})
        wanted = {"kind": "fault", "key_id": key["id"], "status": 503}
        wanting = self._of_operator("POST", "interventions", wanted)
        value = Secret(key["value"])
        for each in (value, Secret(_NOBODY)):
            self._ask("GET", "/v1/models", each)
        self._of_operator("POST", "interventions/end", {"numbers": [wanting]})
        self._ask("POST", "/v1/chat/completions", value, _TALK)
        self._ask("POST", "/v1/responses", value, {"model": catalogue.MODEL, "input": _NAME})
        latest = self._of_operator("GET", "requests/latest")
        self._of_operator("GET", "requests", {"after": latest - 1, "services": False})
        self._of_operator("GET", "requests", {"after": latest - 1, "services": True})
        self._of_operator("GET", "clock")

    def administer(self) -> None:
        """Make a project with an account and keys, change, list and delete them; put a key into the vault."""
        service = {"name": _NAME, "scopes": _SCOPES, "vault": _NAME, "neighbour": _NAME}
        made = self._of_operator("POST", "keys/of-service", service)
        tried = {"value": made["value"], "requests": [["GET", "/v1/models", None]]}
        self._of_operator("POST", "keys/tried", tried)
        self._of_operator("GET", "keys/of-project", {"project_id": made["project_id"]})
        self._of_operator("POST", "keys", {"name": _NAME, "project_id": made["project_id"]})
        place = f"{VAULT}{_NAME}/api-key"
        opens = Secret(token_of(self._settings.admin_key.reveal()))
        self._ask("PUT", place, opens, {"value": made["value"]})
        self._ask("GET", place, opens)
        project = f"{_PROJECTS}/{made['project_id']}"
        account = f"{project}/service_accounts/{made['service_account_id']}"
        key = f"{project}/api_keys/{made['id']}"
        for method, path, wish in (
            ("POST", _PROJECTS, {"name": _NAME}),
            ("GET", _PROJECTS, None),
            ("GET", project, None),
            (
                "POST",
                f"{project}/service_accounts",
                {"name": _NAME, "create_service_account_only": True},
            ),
            ("GET", f"{project}/service_accounts", None),
            ("GET", account, None),
            ("POST", account, {"role": "member"}),
            ("POST", f"{account}/api_keys", {"name": _NAME, "scopes": _SCOPES}),
            ("GET", f"{project}/api_keys", None),
            ("GET", key, None),
            ("POST", key, {"scopes": _SCOPES}),
            ("DELETE", key, None),
            ("DELETE", account, None),
            ("GET", "/v1/organization/audit_logs", None),
        ):
            self._ask(method, path, self._settings.admin_key, wish)

    def _ask(self, method: str, path: str, key: Secret, wish: Json | None = None) -> None:
        self._platform.decide(as_sent(method, path, key.reveal(), _NOBODY, wish))

    def _of_operator(self, method: str, name: str, wish: Json | None = None) -> Any:
        token = self._settings.operator_token.reveal()
        asked = as_sent(method, f"{PREFIX}{name}", token, _NOBODY, wish)
        answer = asyncio.run(self._operator.decide(asked)).content
        assert isinstance(answer, dict)
        return answer["data"]

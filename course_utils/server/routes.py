"""What the platform serves. A new endpoint is one handler and one route here."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.routing import compile_path

from course_utils.server import errors
from course_utils.server.body import Parameters
from course_utils.server.call import Answer, Call
from course_utils.server.handlers import chat, embeddings, models, responses
from course_utils.server.handlers.organization import (
    admin_keys,
    audit,
    model_permissions,
    project_keys,
    projects,
    rate_limits,
    service_accounts,
    spending,
    usage,
)
from course_utils.server.left_out import why_nothing_answers
from course_utils.server.models import Usage

MODEL_READ, MODEL_WRITE = "api.model.read", "api.model.write"
MODEL_REQUEST = "api.model.request"
RESPONSES_READ, RESPONSES_WRITE = "api.responses.read", "api.responses.write"
ADMIN_READ, ADMIN_WRITE = "api.management.read", "api.management.write"


@dataclass(frozen=True)
class Route:
    """One endpoint.

    Attributes:
        path: as Starlette writes it, `{name}` for one segment.
        scope: what a key must be allowed to do.
        parameters: of the JSON body; None for an endpoint without one.
        usage: what an answer counts as; such an endpoint asks for a model, and is limited and paid for.
    """

    method: str
    path: str
    scope: str
    handler: Callable[[Call], Answer]
    parameters: Parameters | None = None
    usage: Usage | None = None


_CHAT = "/v1/chat/completions"
_RESPONSES = "/v1/responses"
_ORGANIZATION = "/v1/organization"
_PROJECTS = f"{_ORGANIZATION}/projects"
_PROJECT = f"{_PROJECTS}/{{project_id}}"
_ACCOUNTS = f"{_PROJECT}/service_accounts"
_ACCOUNT = f"{_ACCOUNTS}/{{service_account_id}}"
_ALERT = f"{_PROJECT}/spend_alerts/{{alert_id}}"

_NOT_SERVED = """
    audio_speeches audio_transcriptions code_interpreter_sessions decisions file_search_calls images
    moderations vector_stores web_search_calls
""".split()

ROUTES = (
    Route("GET", "/v1/models", MODEL_READ, models.list_all),
    Route("GET", "/v1/models/{model}", MODEL_READ, models.retrieve),
    Route("DELETE", "/v1/models/{model}", MODEL_WRITE, models.delete),
    Route("POST", _CHAT, MODEL_REQUEST, chat.create, chat.PARAMETERS, Usage.COMPLETIONS),
    Route("GET", _CHAT, MODEL_READ, chat.list_stored),
    Route("GET", f"{_CHAT}/{{completion_id}}", MODEL_READ, chat.retrieve),
    Route("POST", f"{_CHAT}/{{completion_id}}", MODEL_REQUEST, chat.update, chat.UPDATE_PARAMETERS),
    Route("DELETE", f"{_CHAT}/{{completion_id}}", MODEL_REQUEST, chat.delete),
    Route("GET", f"{_CHAT}/{{completion_id}}/messages", MODEL_READ, chat.list_messages),
    Route(
        "POST",
        _RESPONSES,
        RESPONSES_WRITE,
        responses.create,
        responses.PARAMETERS,
        Usage.COMPLETIONS,
    ),
    Route(
        "POST",
        f"{_RESPONSES}/compact",
        RESPONSES_WRITE,
        responses.compact,
        responses.COMPACT_PARAMETERS,
        Usage.COMPLETIONS,
    ),
    Route(
        "POST",
        f"{_RESPONSES}/input_tokens",
        RESPONSES_WRITE,
        responses.count_input_tokens,
        responses.COUNT_PARAMETERS,
    ),
    Route("GET", f"{_RESPONSES}/{{response_id}}", RESPONSES_READ, responses.retrieve),
    Route("DELETE", f"{_RESPONSES}/{{response_id}}", RESPONSES_WRITE, responses.delete),
    Route("POST", f"{_RESPONSES}/{{response_id}}/cancel", RESPONSES_WRITE, responses.cancel),
    Route(
        "GET", f"{_RESPONSES}/{{response_id}}/input_items", RESPONSES_READ, responses.input_items
    ),
    Route(
        "POST",
        "/v1/embeddings",
        MODEL_REQUEST,
        embeddings.create,
        embeddings.PARAMETERS,
        Usage.EMBEDDINGS,
    ),
    Route("GET", _PROJECTS, ADMIN_READ, projects.list_all),
    Route("POST", _PROJECTS, ADMIN_WRITE, projects.create, projects.CREATE_PARAMETERS),
    Route("GET", _PROJECT, ADMIN_READ, projects.retrieve),
    Route("POST", _PROJECT, ADMIN_WRITE, projects.update, projects.UPDATE_PARAMETERS),
    Route("POST", f"{_PROJECT}/archive", ADMIN_WRITE, projects.archive),
    Route("GET", _ACCOUNTS, ADMIN_READ, service_accounts.list_all),
    Route(
        "POST", _ACCOUNTS, ADMIN_WRITE, service_accounts.create, service_accounts.CREATE_PARAMETERS
    ),
    Route("GET", _ACCOUNT, ADMIN_READ, service_accounts.retrieve),
    Route(
        "POST", _ACCOUNT, ADMIN_WRITE, service_accounts.update, service_accounts.UPDATE_PARAMETERS
    ),
    Route("DELETE", _ACCOUNT, ADMIN_WRITE, service_accounts.delete),
    Route(
        "POST",
        f"{_ACCOUNT}/api_keys",
        ADMIN_WRITE,
        service_accounts.create_key,
        service_accounts.KEY_PARAMETERS,
    ),
    Route("GET", f"{_PROJECT}/api_keys", ADMIN_READ, project_keys.list_all),
    Route("GET", f"{_PROJECT}/api_keys/{{api_key_id}}", ADMIN_READ, project_keys.retrieve),
    Route(
        "POST",
        f"{_PROJECT}/api_keys/{{api_key_id}}",
        ADMIN_WRITE,
        project_keys.update,
        project_keys.UPDATE_PARAMETERS,
    ),
    Route("DELETE", f"{_PROJECT}/api_keys/{{api_key_id}}", ADMIN_WRITE, project_keys.delete),
    Route("GET", f"{_PROJECT}/rate_limits", ADMIN_READ, rate_limits.list_all),
    Route(
        "POST",
        f"{_PROJECT}/rate_limits/{{rate_limit_id}}",
        ADMIN_WRITE,
        rate_limits.update,
        rate_limits.UPDATE_PARAMETERS,
    ),
    Route("GET", f"{_PROJECT}/model_permissions", ADMIN_READ, model_permissions.retrieve),
    Route(
        "POST",
        f"{_PROJECT}/model_permissions",
        ADMIN_WRITE,
        model_permissions.update,
        model_permissions.PARAMETERS,
    ),
    Route("DELETE", f"{_PROJECT}/model_permissions", ADMIN_WRITE, model_permissions.delete),
    Route("GET", f"{_PROJECT}/spend_limit", ADMIN_READ, spending.retrieve_limit),
    Route(
        "POST",
        f"{_PROJECT}/spend_limit",
        ADMIN_WRITE,
        spending.update_limit,
        spending.LIMIT_PARAMETERS,
    ),
    Route("DELETE", f"{_PROJECT}/spend_limit", ADMIN_WRITE, spending.delete_limit),
    Route("GET", f"{_PROJECT}/spend_alerts", ADMIN_READ, spending.list_alerts),
    Route(
        "POST",
        f"{_PROJECT}/spend_alerts",
        ADMIN_WRITE,
        spending.create_alert,
        spending.ALERT_PARAMETERS,
    ),
    Route("GET", _ALERT, ADMIN_READ, spending.retrieve_alert),
    Route("POST", _ALERT, ADMIN_WRITE, spending.update_alert, spending.ALERT_PARAMETERS),
    Route("DELETE", _ALERT, ADMIN_WRITE, spending.delete_alert),
    Route("GET", f"{_ORGANIZATION}/admin_api_keys", ADMIN_READ, admin_keys.list_all),
    Route(
        "POST",
        f"{_ORGANIZATION}/admin_api_keys",
        ADMIN_WRITE,
        admin_keys.create,
        admin_keys.CREATE_PARAMETERS,
    ),
    Route("GET", f"{_ORGANIZATION}/admin_api_keys/{{key_id}}", ADMIN_READ, admin_keys.retrieve),
    Route("DELETE", f"{_ORGANIZATION}/admin_api_keys/{{key_id}}", ADMIN_WRITE, admin_keys.delete),
    Route("GET", f"{_ORGANIZATION}/usage/completions", ADMIN_READ, usage.completions),
    Route("GET", f"{_ORGANIZATION}/usage/embeddings", ADMIN_READ, usage.embeddings),
    *(
        Route("GET", f"{_ORGANIZATION}/usage/{kind}", ADMIN_READ, usage.nothing)
        for kind in _NOT_SERVED
    ),
    Route("GET", f"{_ORGANIZATION}/costs", ADMIN_READ, usage.costs),
    Route("GET", f"{_ORGANIZATION}/audit_logs", ADMIN_READ, audit.list_all),
)


class Router:
    """Finds the route of a request."""

    def __init__(self) -> None:
        self._by_path: dict[str, dict[str, Route]] = {}
        for route in ROUTES:
            self._by_path.setdefault(route.path, {})[route.method] = route
        self._patterns = [
            (compile_path(path)[0], methods)
            for path, methods in self._by_path.items()
            if "{" in path
        ]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Give the route and the variable parts of its path.

        Raises:
            ApiError: 404 for an unknown path, 405 for a known one with another method.
        """
        methods, variables = self._match(method, path)
        if method not in methods:
            raise errors.wrong_method(method, methods)
        return methods[method], variables

    def _match(self, method: str, path: str) -> tuple[dict[str, Route], dict[str, str]]:
        if path in self._by_path:
            return self._by_path[path], {}
        for pattern, methods in self._patterns:
            found = pattern.match(path)
            if found is not None and "\x00" not in path:
                return methods, found.groupdict()
        raise errors.unknown_path(method, path, why_nothing_answers(path))

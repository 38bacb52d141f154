"""What the platform serves. A new endpoint is one handler and one route here."""

from course_utils.server.catalogue import Usage
from course_utils.server.handlers import chat, embeddings, models, responses
from course_utils.server.handlers.organization import (
    admin_keys,
    audit,
    model_permissions,
    project_keys,
    projects,
    rate_limits,
    service_accounts,
    spend_alerts,
    spend_limits,
    spending,
    usage,
)
from course_utils.server.handlers.organization.spend_alerts import SpendAlerts
from course_utils.server.request.router import Handler, Route
from course_utils.server.request.scopes import (
    ADMIN_READ,
    ADMIN_WRITE,
    MODEL_READ,
    MODEL_REQUEST,
    MODEL_WRITE,
    RESPONSES_READ,
    RESPONSES_WRITE,
    USAGE_READ,
)

_CHAT = "/v1/chat/completions"
_RESPONSES = "/v1/responses"
_ORGANIZATION = "/v1/organization"
_PROJECTS = f"{_ORGANIZATION}/projects"
_PROJECT = f"{_PROJECTS}/{{project_id}}"
_ACCOUNTS = f"{_PROJECT}/service_accounts"
_ACCOUNT = f"{_ACCOUNTS}/{{service_account_id}}"

_NOT_SERVED = """
    audio_speeches audio_transcriptions code_interpreter_sessions decisions file_search_calls images
    moderations vector_stores web_search_calls
""".split()


def _spend_limit(owner: str, retrieve: Handler, update: Handler, delete: Handler) -> list[Route]:
    path = f"{owner}/spend_limit"
    return [
        Route("GET", path, ADMIN_READ, retrieve),
        Route("POST", path, ADMIN_WRITE, update, spending.PARAMETERS),
        Route("DELETE", path, ADMIN_WRITE, delete),
    ]


def _spend_alerts(owner: str, alerts: SpendAlerts) -> list[Route]:
    every, one = f"{owner}/spend_alerts", f"{owner}/spend_alerts/{{alert_id}}"
    return [
        Route("GET", every, ADMIN_READ, alerts.list_all),
        Route("POST", every, ADMIN_WRITE, alerts.create, spend_alerts.PARAMETERS),
        Route("GET", one, ADMIN_READ, alerts.retrieve),
        Route("POST", one, ADMIN_WRITE, alerts.update, spend_alerts.PARAMETERS),
        Route("DELETE", one, ADMIN_WRITE, alerts.delete),
    ]


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
    *_spend_limit(
        _PROJECT,
        spend_limits.retrieve_of_project,
        spend_limits.update_of_project,
        spend_limits.delete_of_project,
    ),
    *_spend_limit(_ORGANIZATION, spend_limits.retrieve, spend_limits.update, spend_limits.delete),
    *_spend_alerts(_PROJECT, SpendAlerts("project")),
    *_spend_alerts(_ORGANIZATION, SpendAlerts("organization")),
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
    Route("GET", f"{_ORGANIZATION}/usage/completions", USAGE_READ, usage.completions),
    Route("GET", f"{_ORGANIZATION}/usage/embeddings", USAGE_READ, usage.embeddings),
    *(
        Route("GET", f"{_ORGANIZATION}/usage/{kind}", USAGE_READ, usage.nothing)
        for kind in _NOT_SERVED
    ),
    Route("GET", f"{_ORGANIZATION}/costs", USAGE_READ, usage.costs),
    Route("GET", f"{_ORGANIZATION}/audit_logs", ADMIN_READ, audit.list_all),
)

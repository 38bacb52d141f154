"""The refusals of the platform: what OpenAI answers, and beside it the true reason.

Status, `type`, `code` and `param` are those of the OpenAI API, read and measured in November 2026.
`reason` and `hint` are the platform's own: a real server keeps them to itself. No message shows more
of a key than OpenAI's mask does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from course_utils.leaks.text import redacted

_TOO_MANY, _SERVERS_FAULT = 429, 500
_SERVERS_FAULT_SAID = (
    "The server had an error while processing your request. Retry it after a short wait."
)


@dataclass(frozen=True)
class Cause:
    """Why a request is refused: `reason` is a word for the decision log, `hint` a sentence to read."""

    reason: str
    hint: str


@dataclass
class ApiError(Exception):
    """A request is refused; `type`, `code` and `param` stand in OpenAI's error envelope."""

    status: int
    message: str
    cause: Cause
    type: str = "invalid_request_error"
    code: str | None = None
    param: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """Give OpenAI's envelope: `error` with `message`, `type`, `param` and `code`."""
        return {
            "error": {
                "message": self.message,
                "type": self.type,
                "param": self.param,
                "code": self.code,
            }
        }


def unknown_path(method: str, path: str, hint: str) -> ApiError:
    """Answer 404 for a path that OpenAI does not have, or the platform does not serve: `hint` says which."""
    return ApiError(404, f"Invalid URL ({method} {redacted(path)})", Cause("unknown_path", hint))


def wrong_method(method: str, allowed: Iterable[str]) -> ApiError:
    """Answer 405 with `Allow`, as HTTP asks (RFC 9110, 15.5.6)."""
    allowed = ", ".join(sorted(allowed))
    return ApiError(
        405,
        f"Not allowed to {method} here. Allowed: {allowed}.",
        Cause("wrong_method", f"This path exists, but it answers {allowed} only."),
        code="method_not_supported",
        headers={"allow": allowed},
    )


def model_forbidden(project_id: str | None, model: str) -> ApiError:
    """Answer 403 for a model that a project's model permissions leave out."""
    return ApiError(
        403,
        f"Project `{project_id}` does not have access to model `{model}`.",
        Cause("model_forbidden", "The model permissions of this project leave this model out."),
        code="model_not_found",
    )


def not_found(title: str, identifier: str) -> ApiError:
    """Answer 404 for an id; `title` is the object's name, `organization.project.api_key`, whose last part is told."""
    kind = title.rpartition(".")[2].replace("_", " ")
    return ApiError(
        404,
        f"No such {kind}: '{redacted(identifier)}'.",
        Cause("not_found", f"There is no {kind} with this id here, or it was deleted."),
        code="not_found",
    )


def refused_change(message: str, hint: str) -> ApiError:
    """Answer 400 for a change that the object's state does not allow."""
    return ApiError(400, message, Cause("refused_change", hint), code="invalid_request")


def fault(
    status: int,
    type: str | None,  # noqa: A002 - the API's word
    code: str | None,
    message: str | None,
    *,
    retried: bool,
) -> ApiError:
    """Fail because the operator asked for it; without a type, with the one that is usual for the status.

    The official clients try no answer again that says "x-should-retry: false".
    """
    plain = "The request was refused." if status < _SERVERS_FAULT else _SERVERS_FAULT_SAID
    usual = "invalid_request_error" if status < _SERVERS_FAULT else "server_error"
    if status == _TOO_MANY:
        usual = "requests"
    cause = Cause("fault_on_demand", "The operator asked for this failure: it is nobody's mistake.")
    headers = {} if retried else {"x-should-retry": "false"}
    return ApiError(status, message or plain, cause, type=type or usual, code=code, headers=headers)


def broken_json() -> ApiError:
    """Answer 400 for a body that is no JSON object."""
    return ApiError(
        400,
        "We could not parse the JSON body of your request. The API expects a JSON object.",
        Cause("broken_json", "The body is not a JSON object."),
    )


def missing_parameter(name: str) -> ApiError:
    """Answer 400 for a required parameter that the body leaves out."""
    return ApiError(
        400,
        f"Missing required parameter: '{name}'.",
        Cause("missing_parameter", f"The body has no '{name}'."),
        code="missing_required_parameter",
        param=name,
    )


def unknown_parameter(name: str) -> ApiError:
    """Answer 400 for a parameter that OpenAI does not document; a key for a name is masked."""
    name = redacted(name)
    return ApiError(
        400,
        f"Unknown parameter: '{name}'.",
        Cause("unknown_parameter", f"This endpoint takes no '{name}'. Is it misspelt?"),
        code="unknown_parameter",
        param=name,
    )


def invalid_value(name: str, expected: str) -> ApiError:
    """Answer 400; `expected` goes on after “expected” and “must be”: “a whole number”."""
    return ApiError(
        400,
        f"Invalid value for '{name}': expected {expected}.",
        Cause("invalid_value", f"'{name}' must be {expected}."),
        code="invalid_value",
        param=name,
    )


def unknown_scope(scope: str, known: Iterable[str]) -> ApiError:
    """Answer 400 for a scope that a key can't have; `known` are those it can."""
    scope = redacted(scope)
    return ApiError(
        400,
        f"Invalid value for 'scopes': there is no scope '{scope}'.",
        Cause("unknown_scope", f"A key of this kind can have these: {', '.join(known)}."),
        code="invalid_value",
        param="scopes",
    )


def lives_too_long(longest: int, *, given: bool) -> ApiError:
    """Answer 400 for a key that would outlive the rules.

    Args:
        longest: how many seconds keys live at most.
        given: whether a lifetime was asked for; without one a key never expires.
    """
    said = f"Keys here live {longest:,} seconds at most"
    what = "this one would live longer" if given else "this one would never expire"
    return ApiError(
        400,
        f"Invalid value for 'expires_in_seconds': {said}, and {what}.",
        Cause("lives_too_long", f"{said}. Name a lifetime of no more."),
        code="invalid_value",
        param="expires_in_seconds",
    )


def creation_forbidden(owner: str, allowed: str) -> ApiError:
    """Refuse to make a key whose kind the owner, organization or project, has switched off."""
    may = {"service_accounts": "for service accounts only", "users": "for users only"}.get(allowed)
    said = (
        f"This {owner} lets API keys be made {may}." if may else f"This {owner} makes no API keys."
    )
    return ApiError(403, said, Cause("creation_forbidden", f"{said} Its owner can change that."))


def body_too_large(limit_bytes: int) -> ApiError:
    """Answer 413 for a body of more bytes than this."""
    return ApiError(
        413,
        f"The body is larger than {limit_bytes:,} bytes.",
        Cause("body_too_large", "The practice platform reads bodies up to that size only."),
    )


def unknown_model(name: str, hint: str) -> ApiError:
    """Answer 404 for a model that is not in the catalogue."""
    return ApiError(
        404,
        f"The model `{redacted(name)}` does not exist or you do not have access to it.",
        Cause("unknown_model", hint),
        code="model_not_found",
    )


def unsuitable_model(name: str, usage: str) -> ApiError:
    """Answer 404 for a model that is for something else, `usage`."""
    return ApiError(
        404,
        f"The model `{name}` does not exist for this endpoint: it is one for {usage}.",
        Cause("unsuitable_model", f"This model is there for {usage}."),
        code="model_not_found",
        param="model",
    )


def base_model(name: str) -> ApiError:
    """Answer 403 for the deletion of a model that everybody uses."""
    return ApiError(
        403,
        f"The model `{name}` can't be deleted: only your organization's fine-tuned models can.",
        Cause("base_model", "Everybody uses this model, so nobody may delete it."),
    )


def unusable_store(place_hint: str) -> ApiError:
    """Answer 503 with `Retry-After: 1` while the database can't be used; the client tries again by itself."""
    return ApiError(
        503,
        "The server is not able to answer right now. Try again in a moment.",
        Cause("store_unusable", place_hint),
        type="server_error",
        headers={"retry-after": "1"},
    )


def own_fault() -> ApiError:
    """Answer 500 for a mistake of the platform's own."""
    return ApiError(
        500,
        "The server had an error while processing your request.",
        Cause("own_fault", "This is a mistake of the practice platform, not yours."),
        type="server_error",
    )

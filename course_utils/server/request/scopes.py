"""The scopes that a key can have, and what the console's form calls them.

Their names are those that OpenAI's refusals and its audit log show. Some belong to endpoints that the practice
platform leaves out: a key may have them all the same.
"""

from typing import NamedTuple

from course_utils.server.refusals import api_errors
from course_utils.server.request import body
from course_utils.server.types import Json

READ_EVERYTHING = "api.all.read"
MODEL_READ, MODEL_WRITE, MODEL_REQUEST = "api.model.read", "api.model.write", "api.model.request"
RESPONSES_READ, RESPONSES_WRITE = "api.responses.read", "api.responses.write"
ADMIN_READ, ADMIN_WRITE = "api.management.read", "api.management.write"
USAGE_READ = "api.usage.read"


class Permission(NamedTuple):
    """A line of the form: a resource, where it is, and the scope of each thing that a key may do with it."""

    title: str
    path: str
    read: str | None = None
    write: str | None = None
    request: str | None = None

    def scopes(self) -> tuple[str, ...]:
        """Give the scopes there are on this line: one to three."""
        return tuple(filter(None, (self.read, self.write, self.request)))


def _permission(title: str, path: str, name: str) -> Permission:
    return Permission(title, path, f"api.{name}.read", f"api.{name}.write")


PERMISSIONS = (
    Permission("Models", "/v1/models", MODEL_READ, MODEL_WRITE),
    Permission("Model capabilities", "/v1/chat/completions, /v1/embeddings", request=MODEL_REQUEST),
    Permission("Responses", "/v1/responses", RESPONSES_READ, RESPONSES_WRITE),
    _permission("Files", "/v1/files", "files"),
    _permission("Fine-tuning", "/v1/fine_tuning", "fine_tuning.jobs"),
    _permission("Assistants", "/v1/assistants", "assistants"),
    _permission("Threads", "/v1/threads", "threads"),
    _permission("Vector stores", "/v1/vector_stores", "vector_stores"),
    _permission("Evals", "/v1/evals", "evals"),
    _permission("Videos", "/v1/videos", "videos"),
)

ADMIN_PERMISSIONS = (
    Permission("Organization", "/v1/organization", ADMIN_READ, ADMIN_WRITE),
    Permission("Usage", "/v1/organization/usage, /v1/organization/costs", USAGE_READ),
)

OF_ADMIN_KEYS = frozenset(scope for one in ADMIN_PERMISSIONS for scope in one.scopes())
_OF_PROJECT_KEYS = frozenset(scope for one in PERMISSIONS for scope in one.scopes())


def read(content: Json, *, admin: bool = False) -> list[str] | None:
    """Give the scopes that a body names for a key, or None where it names none.

    Raises:
        ApiError: 400, there is no such scope, or not for a key of this kind.
    """
    scopes = body.words(content, "scopes")
    known = (OF_ADMIN_KEYS if admin else _OF_PROJECT_KEYS) | {READ_EVERYTHING}
    for scope in scopes or ():
        if scope not in known:
            raise api_errors.unknown_scope(scope, sorted(known))
    return scopes

"""Third step: may this caller do this, and is it the one that the request names?"""

from collections.abc import Mapping

from course_utils.keys import Kind
from course_utils.server.refusals import api_errors, unauthorised
from course_utils.server.request.authenticate import Caller
from course_utils.server.request.scopes import OF_ADMIN_KEYS, READ_EVERYTHING
from course_utils.server.types import ORGANIZATION

NO_ROLE = "none"


def compare_headers(caller: Caller, headers: Mapping[str, str]) -> None:
    """Check the organization and the project that a request may name, in headers of that name.

    Raises:
        ApiError: 401, they are not the key's own.
    """
    if headers.get("openai-organization", ORGANIZATION) != ORGANIZATION:
        raise unauthorised.mismatched("organization")
    if headers.get("openai-project", caller.project_id) != caller.project_id:
        raise unauthorised.mismatched("project")


def authorise(caller: Caller, scope: str) -> None:
    """Let the caller through if the key's scopes and its owner's role allow it.

    An empty set of scopes means all of them; `api.all.read` means every scope that only reads.
    Scopes narrow what the owner may do and never widen it, so the keys of a service account without
    a role may do nothing. An admin key opens the Admin API only, and no other key does.

    Raises:
        ApiError: 401, as OpenAI answers it.
    """
    if (caller.kind == Kind.ADMIN) != (scope in OF_ADMIN_KEYS):
        raise unauthorised.missing_scope(scope, [f"those of a {caller.kind} key"])
    if caller.role == NO_ROLE:
        raise unauthorised.missing_scope(scope, ["no role: give its service account one"])
    if not caller.scopes or scope in caller.scopes:
        return
    if READ_EVERYTHING in caller.scopes and scope.endswith(".read"):
        return
    raise unauthorised.missing_scope(scope, sorted(caller.scopes))


def permit(caller: Caller, model_id: str) -> None:
    """Let the caller use a model that its project may use.

    Raises:
        ApiError: 403.
    """
    if caller.model_mode is None:
        return
    if (model_id in caller.model_ids) != (caller.model_mode == "allow_list"):
        raise api_errors.model_forbidden(caller.project_id, model_id)

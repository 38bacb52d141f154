"""Third step: may this caller do this?"""

from course_utils.keys import Kind
from course_utils.server import errors
from course_utils.server.authenticate import Caller

READ_EVERYTHING = "api.all.read"
NO_ROLE = "none"


def authorise(caller: Caller, scope: str) -> None:
    """Let the caller through if the key's scopes and its owner's role allow it.

    An empty set of scopes means all of them; `api.all.read` means every scope that only reads.
    Scopes narrow what the owner may do and never widen it, so the keys of a service account without
    a role may do nothing. An admin key opens the Admin API only, and no other key does.

    Raises:
        ApiError: 401, as OpenAI answers it.
    """
    is_management = scope.startswith("api.management.")
    if (caller.kind == Kind.ADMIN) != is_management:
        raise errors.missing_scope(scope, [f"those of a {caller.kind} key"])
    if caller.role == NO_ROLE:
        raise errors.missing_scope(scope, ["no role: give its service account one"])
    if not caller.scopes or scope in caller.scopes:
        return
    if READ_EVERYTHING in caller.scopes and scope.endswith(".read"):
        return
    raise errors.missing_scope(scope, sorted(caller.scopes))

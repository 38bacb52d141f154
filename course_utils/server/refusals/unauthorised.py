"""Every 401 of the platform: no key, a wrong one, one that may not do this."""

from collections.abc import Iterable

from course_utils import keys
from course_utils.server.refusals.api_errors import ApiError, Cause

_KEY_PAGE = "https://platform.openai.com/api-keys"


def no_key(cause: Cause) -> ApiError:
    """Refuse a request without a key; `cause` says what it had instead."""
    return _unauthorised(
        "You didn't provide an API key. Send it in the Authorization header: "
        f"`Authorization: Bearer YOUR_KEY`. Your keys are listed at {_KEY_PAGE}.",
        cause,
    )


def not_bearer(cause: Cause) -> ApiError:
    """Refuse an Authorization header that is not `Bearer KEY`; `cause` says what it is."""
    return _unauthorised(
        "Missing bearer authentication: the Authorization header reads `Bearer YOUR_KEY`.", cause
    )


def incorrect_key(presented: str, cause: Cause) -> ApiError:
    """One answer for unknown, revoked and expired keys: a stranger learns nothing about any."""
    return _unauthorised(
        f"Incorrect API key provided: {keys.mask(presented)}. Your keys are listed at {_KEY_PAGE}.",
        cause,
        code="invalid_api_key",
    )


def missing_scope(scope: str, held: Iterable[str]) -> ApiError:
    """OpenAI answers 401 here, where HTTP's own meaning would be 403."""
    return _unauthorised(
        f"You have insufficient permissions for this operation. Missing scopes: {scope}. "
        "Check that the key has them, and its owner the right role.",
        Cause(
            "missing_scope",
            f"The key is good, but it may not do this. It has {', '.join(held) or 'no scopes'}; "
            f"this call needs {scope}.",
        ),
    )


def mismatched(what: str) -> ApiError:
    """Refuse a request that names another organization or project than its key's."""
    return _unauthorised(
        f"The OpenAI-{what.title()} header should match the {what} of the API key.",
        Cause(f"mismatched_{what}", f"This key belongs to another {what}. Leave the header out."),
        code=f"mismatched_{what}",
    )


def address_not_allowed() -> ApiError:
    """Refuse an address that the organization's or the project's allow-list leaves out."""
    return _unauthorised(
        "Your IP address is not authorized to use this organization's API.",
        Cause(
            "address", "The organization's allow-list leaves out the address that this came from."
        ),
        code="ip_not_authorized",
    )


def _unauthorised(message: str, cause: Cause, code: str | None = None) -> ApiError:
    return ApiError(
        401,
        message,
        cause,
        code=code,
        headers={"www-authenticate": 'Bearer realm="OpenAI API"'},
    )

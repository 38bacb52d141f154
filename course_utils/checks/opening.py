"""What a key opens, found out by trying: the things that the task `smallest_scopes` tells apart."""

from collections.abc import Iterable, Mapping

_MODEL = "gpt-4"  # the one that the platform serves in every year
_QUESTION = "Write a haiku."
_LET_IN = (200, 404)
"""A response that is not there may be read, as far as scopes are concerned: the answer is 404, not 401."""

Attempt = tuple[str, str, Mapping[str, object] | None]
"""A request: its method, path and body."""

ATTEMPTS: dict[str, Attempt] = {
    "list the models": ("GET", "/v1/models", None),
    "write with chat completions": (
        "POST",
        "/v1/chat/completions",
        {"model": _MODEL, "messages": [{"role": "user", "content": _QUESTION}]},
    ),
    "answer with the Responses API": (
        "POST",
        "/v1/responses",
        {"model": _MODEL, "input": _QUESTION},
    ),
    "read a stored response": ("GET", "/v1/responses/resp_nobody", None),
}


def opened_by(statuses: Iterable[int]) -> list[str]:
    """Give the things that a key may do, by the status that each of the `ATTEMPTS` was answered with; none where none was."""
    return [name for name, status in zip(ATTEMPTS, statuses, strict=False) if status in _LET_IN]

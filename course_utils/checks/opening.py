"""What a key opens, found out by trying: the things that the task `smallest_scopes` tells apart."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openai import OpenAI

_MODEL = "gpt-4"  # the one that the platform serves in every year
_QUESTION = "Write a haiku."


def opened_by(client: "OpenAI") -> list[str]:
    """Give the things that a client's key may do, of those that are known here.

    A response that is not there may be read, as far as scopes are concerned: the answer is 404, not 401.
    """
    from openai import AuthenticationError, NotFoundError  # noqa: PLC0415 - most checks need none

    opened = []
    for name, attempt in _ATTEMPTS.items():
        try:
            attempt(client)
        except AuthenticationError:
            continue
        except NotFoundError:
            """Let in, and nothing was there."""
        opened.append(name)
    return opened


def _chat(client: "OpenAI") -> object:
    return client.chat.completions.create(
        model=_MODEL, messages=[{"role": "user", "content": _QUESTION}]
    )


_ATTEMPTS: dict[str, Callable[["OpenAI"], object]] = {
    "list the models": lambda client: client.models.list(),
    "write with chat completions": _chat,
    "answer with the Responses API": lambda client: client.responses.create(
        model=_MODEL, input=_QUESTION
    ),
    "read a stored response": lambda client: client.responses.retrieve("resp_nobody"),
}

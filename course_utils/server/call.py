"""What a handler gets, and what it gives back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from course_utils.server.authenticate import Caller
from course_utils.server.body import Json
from course_utils.server.models import Model


@dataclass(frozen=True)
class Call:
    """A request that has passed every check.

    `body` is empty for a request without one, `model` None where none is asked for. `now` is in seconds
    since 1970; `new_id` makes an identifier with the prefix that it is given.
    """

    path: dict[str, str]
    body: Json
    model: Model | None
    caller: Caller
    now: float
    new_id: Callable[[str], str]


@dataclass(frozen=True)
class Answer:
    """A served request: `content` is JSON, or the events of a stream."""

    content: Json | Iterable[Json]
    prompt: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0

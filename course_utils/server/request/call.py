"""What a handler gets, and what it gives back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from course_utils.server.catalogue import Model
from course_utils.server.database.issuer import Act, Issuer
from course_utils.server.database.store import Store
from course_utils.server.request.authenticate import Caller
from course_utils.server.request.query import Query
from course_utils.server.types import Json


class Call(NamedTuple):
    """A request that has passed every check.

    `body` is empty for a request without one, `model` None where none is asked for. `now` is in seconds
    since 1970. `words` is the text of the answer where somebody has named it beforehand.
    """

    path: dict[str, str]
    query: Query
    body: Json
    model: Model | None
    caller: Caller
    now: float
    store: Store
    issuer: Issuer
    words: str | None = None

    @property
    def act(self) -> Act:
        """When this is done, and with whose key; what the owner does in the console needs none."""
        return Act(self.now, self.caller.key_id or None)


class Answer(NamedTuple):
    """A served request: `content` is JSON, or the events of a stream.

    `prompt` is what was asked last, `texts` everything that was said.
    """

    content: Json | Iterable[Json]
    prompt: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    texts: Sequence[str] = ()

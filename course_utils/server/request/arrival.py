"""What goes in and what comes out: a request as it arrived, and what is decided about it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from course_utils.server.types import Json


class Arrival(NamedTuple):
    """A request as it came in; header names are in lower case, `path` as it was sent and decoded.

    `key_id` names the key that somebody of the platform's own life uses whose value nobody has; no request
    from a socket has it.
    """

    method: str
    path: str
    raw_path: str
    query: str
    api_key_in_query: str | None
    headers: Mapping[str, str]
    address: str
    content: bytes
    key_id: str | None = None


class Reply(NamedTuple):
    """What goes back: JSON or the events of a stream.

    It waits for `wait_seconds` first. Of one that breaks off only so many `pieces` are sent, none of JSON.
    """

    status: int
    content: Json | Iterable[Json]
    headers: dict[str, str]
    wait_seconds: float = 0.0
    pieces: int | None = None


def api_key_in(query: str) -> str | None:
    """Give the key that somebody sends in the address; of several the last."""
    return dict(parse_qsl(query, keep_blank_values=True)).get("api_key") if query else None

"""What goes in and what comes out: a request as it arrived, and what is decided about it."""

import json
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


def as_sent(
    method: str,
    path: str,
    key: str | None,
    address: str,
    wish: Json | None,
    key_id: str | None = None,
) -> Arrival:
    """Give what somebody on the platform itself asks as the request that it would have been on a socket.

    Args:
        method: of HTTP.
        path: without a query.
        key: is sent as clients send it; None sends none.
        address: who asks.
        wish: the JSON of the body; None is without one.
        key_id: see `Arrival`.
    """
    headers = {} if key is None else {"authorization": f"Bearer {key}"}
    content = b"" if wish is None else json.dumps(wish).encode()
    return Arrival(method, path, path, "", None, headers, address, content, key_id)


def api_key_in(query: str) -> str | None:
    """Give the key that somebody sends in the address; of several the last."""
    return dict(parse_qsl(query, keep_blank_values=True)).get("api_key") if query else None

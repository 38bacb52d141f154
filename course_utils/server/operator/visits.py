"""Requests of made-up clients, as they would have been on a socket, and where services ask from."""

import json
from dataclasses import dataclass, field

from course_utils.server.catalogue import MODEL
from course_utils.server.request.arrival import Arrival

SERVICES = tuple(f"203.0.113.{number}" for number in range(50, 70))
"""Where the services of the platform's life ask from."""


@dataclass(frozen=True, order=True)
class Visit:
    """One request of a visitor; `hour` is when, `prompt` None for a look at the list of models."""

    hour: float
    address: str
    key: str = field(compare=False)
    prompt: str | None = field(default=None, compare=False)
    model: str = field(default=MODEL, compare=False)


def arrival_of(visit: Visit) -> Arrival:
    """Give a visit as the request that it would have been on a socket."""
    question = {"model": visit.model, "messages": [{"role": "user", "content": visit.prompt}]}
    path = "/v1/models" if visit.prompt is None else "/v1/chat/completions"
    return Arrival(
        method="GET" if visit.prompt is None else "POST",
        path=path,
        raw_path=path,
        query="",
        api_key_in_query=None,
        headers={"authorization": f"Bearer {visit.key}"},
        address=visit.address,
        content=b"" if visit.prompt is None else json.dumps(question).encode(),
    )

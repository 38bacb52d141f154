"""Requests of made-up clients, as they would have been on a socket, and where services ask from."""

from dataclasses import dataclass, field

from course_utils.server.catalogue import MODEL
from course_utils.server.request.arrival import Arrival, as_sent

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
    if visit.prompt is None:
        return as_sent("GET", "/v1/models", visit.key, visit.address, None)
    question = {"model": visit.model, "messages": [{"role": "user", "content": visit.prompt}]}
    return as_sent("POST", "/v1/chat/completions", visit.key, visit.address, question)

"""The practice service: a program that uses the key in its vault whenever somebody else has asked something."""

import json
from dataclasses import dataclass, field
from urllib.parse import quote

from course_utils.server.catalogue import MODEL
from course_utils.server.platform import Platform
from course_utils.server.request.arrival import Arrival
from course_utils.server.request.vault import PREFIX, USUAL_USER, token_of

SERVICE_ADDRESS = "203.0.113.50"
SERVICES = tuple(f"203.0.113.{number}" for number in range(50, 70))
"""Where services ask from: the practice service, and those of the platform's life."""


@dataclass(frozen=True, order=True)
class Visit:
    """One request of a visitor; `hour` is when, `prompt` None for a look at the list of models."""

    hour: float
    address: str
    key: str = field(compare=False)
    prompt: str | None = field(default=None, compare=False)
    model: str = field(default=MODEL, compare=False)


def let_service_come_by(platform: Platform) -> None:
    """If the practice service runs, let it read its vault and use the key that it finds there.

    It comes after every request of anybody else, and so also between the steps of a rotation: if the key in
    its vault doesn't work at that moment, the decision log shows a refused request from `SERVICE_ADDRESS`.
    """
    if platform.vault is None:
        return
    path = f"{PREFIX}{quote(platform.vault, safe='')}/{USUAL_USER}"
    token = token_of(platform.settings.admin_key.reveal())
    read = Arrival(
        "GET", path, path, "", None, {"authorization": f"Bearer {token}"}, SERVICE_ADDRESS, b""
    )
    content = platform.decide(read).content
    key = content.get("value", "") if isinstance(content, dict) else ""
    platform.decide(arrival_of(Visit(0.0, SERVICE_ADDRESS, key)))


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

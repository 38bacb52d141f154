"""Traffic for lessons to look at: requests of made-up clients, the same for the same seed.

They are real requests to the platform in all but the socket: they are authenticated, limited, answered and
written down. The platform's clock moves on as they come, so a day passes in a moment and no log contradicts
itself. Addresses are from the ranges that are reserved for documentation.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.server.catalogue import MODEL
from course_utils.server.platform import Platform
from course_utils.server.request.arrival import Arrival

SECONDS_IN_AN_HOUR = 3600.0
SERVICE_ADDRESS = "203.0.113.50"

_PROMPTS = (
    "Write a haiku about AI.",
    "Write a haiku about the sea.",
    "Say hello.",
    "What is an API key?",
    "Sum up this page in a sentence.",
)
_LONG_PROMPT = "Write a product description, as long as you can, for offer number {number}. " * 8


@dataclass(frozen=True)
class Visitor:
    """A made-up client.

    Attributes:
        kind: one of `KINDS`.
        key: the key that it uses.
        from_hour: when it begins, in hours after the beginning of the traffic.

    Raises:
        ValueError: there is no such kind.
    """

    kind: str
    key: str
    from_hour: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind {self.kind!r}; there are {', '.join(KINDS)}")


@dataclass(frozen=True, order=True)
class Visit:
    """One request of a visitor; `hour` is when, `prompt` None for a look at the list of models."""

    hour: float
    address: str
    key: str = field(compare=False)
    prompt: str | None = field(default=None, compare=False)
    model: str = field(default=MODEL, compare=False)


def send(platform: Platform, visitors: list[Visitor], hours: float, seed: int) -> int:
    """Send the requests of some hours, in the order of their times, and give their number."""
    numbers = random.Random(seed)  # noqa: S311 - repeatable on purpose
    visits = sorted(
        visit
        for visitor in visitors
        for visit in KINDS[visitor.kind](visitor, numbers, hours)
        if visit.hour < hours
    )
    begin = platform.now()
    for visit in visits:
        platform.situations.advance_to(begin + visit.hour * SECONDS_IN_AN_HOUR)
        platform.decide(_arrival(visit))
    platform.situations.advance_to(begin + hours * SECONDS_IN_AN_HOUR)
    return len(visits)


def let_service_come_by(platform: Platform) -> None:
    """If the practice service runs, let it read its vault and use the key that it finds there.

    It comes after every request of anybody else, and so also between the steps of a rotation: if the key in
    its vault doesn't work at that moment, the decision log shows a refused request from `SERVICE_ADDRESS`.
    """
    if platform.vault is None:
        return
    try:
        key = Path(platform.vault).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        key = ""
    platform.decide(_arrival(Visit(0.0, SERVICE_ADDRESS, key)))


def _normal(visitor: Visitor, numbers: random.Random, hours: float) -> Iterator[Visit]:
    """Some requests an hour, from two machines of an office."""
    hour = visitor.from_hour
    while (hour := hour + numbers.uniform(0.05, 0.3)) < hours:
        address = numbers.choice(("203.0.113.10", "203.0.113.11"))
        yield Visit(hour, address, visitor.key, numbers.choice(_PROMPTS))


def _attacker(visitor: Visitor, numbers: random.Random, hours: float) -> Iterator[Visit]:
    """Somebody who found the key: two slips while copying it, a look around, then all it can give."""
    hour, address, key = visitor.from_hour, "198.51.100.66", visitor.key
    for slip in (key[:-1], key[:-2]):
        yield Visit(hour, address, slip)
        hour += 0.01
    yield Visit(hour, address, key)
    number = 0
    while (hour := hour + numbers.uniform(0.005, 0.015)) < hours:
        number += 1
        yield Visit(hour, address, key, _LONG_PROMPT.format(number=number), "gpt-4")


def _noisy(visitor: Visitor, numbers: random.Random, hours: float) -> Iterator[Visit]:
    """A program without a pause between its tries: forty requests at once, every hour."""
    hour = visitor.from_hour
    while hour < hours:
        begin = hour + numbers.uniform(0.0, 0.5)
        for number in range(40):
            yield Visit(begin + number / SECONDS_IN_AN_HOUR / 10, "203.0.113.77", visitor.key)
        hour += 1.0


KINDS: dict[str, Callable[[Visitor, random.Random, float], Iterator[Visit]]] = {
    "normal": _normal,
    "attacker": _attacker,
    "noisy": _noisy,
}


def _arrival(visit: Visit) -> Arrival:
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

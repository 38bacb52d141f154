"""Traffic for lessons to look at: requests of made-up clients, the same for the same seed.

They are real requests to the platform in all but the socket: they are authenticated, limited, answered and
written down. The platform's clock moves on as they come, so a day passes in a moment and no log contradicts
itself. Addresses are from the ranges that are reserved for documentation.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from course_utils.server.operator.visits import Visit, arrival_of
from course_utils.server.platform import Platform

MOST_REQUESTS_AN_HOUR = 3600
SECONDS_IN_AN_HOUR = 3600.0

PROMPTS = (
    "Write a haiku about AI.",
    "Write a haiku about the sea.",
    "Say hello.",
    "What is an API key?",
    "Sum up this page in a sentence.",
)
ATTACKERS = "198.51.100."
"""What the addresses of attackers begin with, and nobody else's."""

_LONG_PROMPT = "Write a product description, as long as you can, for offer number {number}. " * 8


@dataclass(frozen=True)
class Program:
    """A made-up client.

    Attributes:
        kind: one of `KINDS`.
        key: the key that it uses.
        from_hour: when it begins, in hours after the beginning of the traffic.
        to_hour: when a "program" ends; None is with the traffic.
        per_hour: how many requests a "program" sends in an hour.

    Raises:
        ValueError: there is no such kind, or the rate of a program is no number above 0.
    """

    kind: str
    key: str
    from_hour: float = 0.0
    to_hour: float | None = None
    per_hour: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind {self.kind!r}; there are {', '.join(KINDS)}")
        if self.kind == "program" and not 0 < self.per_hour <= MOST_REQUESTS_AN_HOUR:
            raise ValueError(f"a program's per_hour is above 0, at most {MOST_REQUESTS_AN_HOUR}")


async def send(platform: Platform, visitors: list[Program], hours: float, seed: int) -> int:
    """Send the requests of some hours, in the order of their times, and give their number.

    Whoever else has asked something meanwhile is answered between any two of them.
    """
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
        platform.decide(arrival_of(visit))
        await asyncio.sleep(0)
    platform.situations.advance_to(begin + hours * SECONDS_IN_AN_HOUR)
    return len(visits)


def _normal(visitor: Program, numbers: random.Random, hours: float) -> Iterator[Visit]:
    """Some requests an hour, from two machines of an office."""
    hour = visitor.from_hour
    while (hour := hour + numbers.uniform(0.05, 0.3)) < hours:
        address = numbers.choice(("203.0.113.10", "203.0.113.11"))
        yield Visit(hour, address, visitor.key, numbers.choice(PROMPTS))


def _attacker(visitor: Program, numbers: random.Random, hours: float) -> Iterator[Visit]:
    """Somebody who found the key: two slips while copying it, a look around, then all it can give."""
    hour, address, key = visitor.from_hour, f"{ATTACKERS}66", visitor.key
    for slip in (key[:-1], key[:-2]):
        yield Visit(hour, address, slip)
        hour += 0.01
    yield Visit(hour, address, key)
    number = 0
    while (hour := hour + numbers.uniform(0.005, 0.015)) < hours:
        number += 1
        yield Visit(hour, address, key, _LONG_PROMPT.format(number=number), "gpt-4")


def _noisy(visitor: Program, numbers: random.Random, hours: float) -> Iterator[Visit]:
    """A program without a pause between its tries: forty requests at once, every hour."""
    hour = visitor.from_hour
    while hour < hours:
        begin = hour + numbers.uniform(0.0, 0.5)
        for number in range(40):
            yield Visit(begin + number / SECONDS_IN_AN_HOUR / 10, "203.0.113.77", visitor.key)
        hour += 1.0


def _program(program: Program, numbers: random.Random, hours: float) -> Iterator[Visit]:
    """A program that works at a rate of its own: evenly, but never on the second."""
    end = hours if program.to_hour is None else min(program.to_hour, hours)
    for number in range(round((end - program.from_hour) * program.per_hour)):
        hour = program.from_hour + (number + numbers.uniform(0.1, 0.9)) / program.per_hour
        yield Visit(hour, "203.0.113.20", program.key, numbers.choice(PROMPTS))


KINDS: dict[str, Callable[[Program, random.Random, float], Iterator[Visit]]] = {
    "normal": _normal,
    "attacker": _attacker,
    "noisy": _noisy,
    "program": _program,
}

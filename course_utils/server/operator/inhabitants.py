"""Who lives on the platform: programs that act one step after another, and wait as long as they say in between.

`service` and `attacker` are the two kinds. What they ask is a request like any other in all but the socket: it
is authenticated, limited, answered and written down.
"""

import random
from abc import ABC, abstractmethod
from collections.abc import Generator
from math import inf
from typing import Any, NamedTuple
from urllib.parse import quote

from course_utils.server.catalogue import MODEL, SERVED
from course_utils.server.operator.traffic import PROMPTS
from course_utils.server.platform import Platform
from course_utils.server.request.arrival import Reply, as_sent
from course_utils.server.request.vault import PREFIX, USUAL_USER, token_of
from course_utils.server.types import Json

Steps = Generator[float, float, str]
"""Gives the seconds until the next step, is sent the time of it, and returns why it ends.

Who gives infinity acts after each request of somebody else.
"""


class Held(NamedTuple):
    """A key that somebody has in hand, by its value or by its id."""

    value: str | None = None
    key_id: str | None = None


class Inhabitant(ABC):
    """A program with an address of its own. What it asks and pays is counted.

    Args:
        platform: where it lives.
        kind: "service" or "attacker".
        name: what it is called; nobody else who lives there is called so.
        address: where its requests come from.
        numbers: what it does by chance comes from here.
    """

    def __init__(
        self, platform: Platform, kind: str, name: str, address: str, numbers: random.Random
    ) -> None:
        self.name = name
        self.kind = kind
        self.address = address
        self.key_id: str | None = None
        self.requests = self.refused = self.spent = 0
        self._platform = platform
        self._numbers = numbers

    @abstractmethod
    def steps(self) -> Steps:
        """Go through its life; the first pause is the one before its first step."""

    def _ask(self, held: Held, method: str, path: str, content: Json | None = None) -> Reply:
        """Send a request with a key."""
        asked = as_sent(method, path, held.value, self.address, content, held.key_id)
        reply = self._platform.decide(asked)
        self.requests += 1
        self.refused += reply.status != 200
        self.spent += _cost(reply.content)
        return reply

    def _read_vault(self, service: str) -> str:
        """Give the key that lies in the vault, or nothing."""
        token = token_of(self._platform.settings.admin_key.reveal())
        path = f"{PREFIX}{quote(service, safe='')}/{USUAL_USER}"
        content = self._ask(Held(token), "GET", path).content
        value = str(content.get("value", "")) if isinstance(content, dict) else ""
        self.key_id = self._platform.key_id_of(value)
        return value


class Service(Inhabitant):
    """A program that uses the key in its vault for a completion, again and again.

    Args:
        vault: the name under which its key lies there.
        every: seconds between two requests; it comes up to a fifth earlier or later. With 0 it comes after each
            request of somebody else.
        keeps_key: for how many seconds it keeps a key before it reads its vault again; 0 reads before each request.
    """

    def __init__(
        self,
        platform: Platform,
        name: str,
        address: str,
        numbers: random.Random,
        *,
        vault: str,
        every: float,
        keeps_key: float,
    ) -> None:
        super().__init__(platform, "service", name, address, numbers)
        self._vault, self._every, self._keeps_key = vault, every, keeps_key

    def steps(self) -> Steps:
        now = kept_until = yield 0.0
        key = ""
        while True:
            if now >= kept_until:
                key, kept_until = self._read_vault(self._vault), now + self._keeps_key
            self._complete(key)
            now = yield self._every * self._numbers.uniform(0.8, 1.2) or inf

    def _complete(self, key: str) -> None:
        question = {"role": "user", "content": self._numbers.choice(PROMPTS)}
        asked = {"model": MODEL, "messages": [question]}
        self._ask(Held(key), "POST", "/v1/chat/completions", asked)


def _cost(content: Any) -> int:
    """Give the price of an answer in nanodollars; of what asks no model, 0."""
    used = content.get("usage") if isinstance(content, dict) else None
    if used is None:
        return 0
    model = SERVED[content["model"]]
    took = used.get("input_tokens", used.get("prompt_tokens", 0))
    gave = used.get("output_tokens", used.get("completion_tokens", 0))
    return model.cost(took, gave)

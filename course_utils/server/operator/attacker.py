"""An attacker: somebody who has found a key, looks around, takes what is in reach, and spends what the limits allow.

Everything is in the log, the usage and the audit log, from an address of its own. It stops when its key is refused.
With an admin key it makes a key for itself, and goes on with that when the other is gone: who cleans up has to look
for it.
"""

import random
from collections.abc import Callable, Generator

import sqlalchemy as sa

from course_utils.keys import looks_like_openai
from course_utils.server.catalogue import SERVED, Usage
from course_utils.server.database.tables import api_keys, requests, vault
from course_utils.server.operator.inhabitants import Held, Inhabitant, Steps
from course_utils.server.operator.traffic import ATTACKERS
from course_utils.server.platform import Platform
from course_utils.server.refusals import api_errors
from course_utils.server.request import body
from course_utils.server.request.arrival import Reply
from course_utils.server.types import Json

STAYS_SECONDS = 3600.0
"""Then it has had enough: what a lesson has left behind does not go on for ever."""

_SEEDS_TRIED = 5_000
_KNOWN = sa.select(requests.c.address).where(requests.c.address.startswith(ATTACKERS)).distinct()
_BURST = 25
_LONGEST_WAIT_SECONDS = 60.0
_BACK_DOOR = "backup-sync"
_PROMPT = (
    "Offer {number}: describe this product so that everybody wants it, as long as you can. " * 15
)
_MODELS, _CHAT, _RESPONSES = "/v1/models", "/v1/chat/completions", "/v1/responses"
_ORGANIZATION, _PROJECTS = "/v1/organization", "/v1/organization/projects"

_CONTENT: dict[str, Callable[[str], Json]] = {
    _CHAT: lambda text: {"messages": [{"role": "user", "content": text}]},
    _RESPONSES: lambda text: {"input": text},
}
_DEAREST_FIRST = sorted(
    (model for model in SERVED.values() if model.usage is Usage.COMPLETIONS),
    key=lambda model: -model.output_price,
)

_Stretch = Generator[float, float, str | None]
"""Some steps; returns why all ends with them, None where it goes on."""


class Attacker(Inhabitant):
    """Somebody who has found a key.

    Args:
        platform: where it is used.
        key_id: the key.
        seed: the same attack for the same seed.
    """

    def __init__(self, platform: Platform, key_id: str, seed: int) -> None:
        numbers = random.Random(seed)  # noqa: S311 - repeatable on purpose
        address = _address(numbers)
        super().__init__(platform, "attacker", f"attacker at {address}", address, numbers)
        self.key_id = key_id
        self._key = Held(key_id=key_id)
        self._leaves_at = 0.0

    def steps(self) -> Steps:
        self._leaves_at = (yield 0.0) + STAYS_SECONDS
        why = (yield from self._look_around()) or (yield from self._spend())
        return why or "there is nothing to buy with this key"

    def _look_around(self) -> _Stretch:
        for place in (_MODELS, _CHAT, _PROJECTS):
            reply = self._ask(self._key, "GET", place)
            if why := _end(reply):
                return why
            yield self._numbers.uniform(0.5, 1.5)
            found = _ids(reply)
            if place == _CHAT:
                self._read(found)
            elif place == _PROJECTS:
                self._take_over(found)
        return None

    def _read(self, answers: list[str]) -> None:
        """Take the conversations that the project has stored."""
        for answer in answers:
            self._ask(self._key, "GET", f"{_CHAT}/{answer}/messages")

    def _take_over(self, projects: list[str]) -> None:
        """Look through the organization, and make a way back in: an admin key, and a key that spends."""
        for project in projects:
            self._ask(self._key, "GET", f"{_PROJECTS}/{project}/api_keys")
        if not projects:
            return
        name = {"name": _BACK_DOOR}
        self._ask(self._key, "POST", f"{_ORGANIZATION}/admin_api_keys", name)
        made = self._ask(self._key, "POST", f"{_PROJECTS}/{projects[0]}/service_accounts", name)
        if isinstance(made.content, dict) and made.content.get("api_key"):
            self._key = Held(made.content["api_key"]["value"])

    def _spend(self) -> _Stretch:
        """Ask for what costs most, as fast as the limits let it."""
        for path, content in _CONTENT.items():
            for model in _DEAREST_FIRST:
                why = yield from self._buy(path, {"model": model.id}, content)
                if why:
                    return why
        return None

    def _buy(self, path: str, model: Json, content: Callable[[str], Json]) -> _Stretch:
        """Ask one model for as long as it answers."""
        bought = 0
        while True:
            asked = {**model, **content(_PROMPT.format(number=self.requests))}
            reply = self._ask(self._key, "POST", path, asked)
            if why := _end(reply):
                return why
            if _must_wait(reply):
                seconds = float(reply.headers.get("retry-after", 1))
                pause = min(seconds + self._numbers.uniform(0.5, 1.5), _LONGEST_WAIT_SECONDS)
            elif reply.status != 200:
                return None
            else:
                bought += 1
                if bought % _BURST:
                    continue
                pause = self._numbers.uniform(0.2, 0.4)
            if (yield pause) >= self._leaves_at:
                return "had enough"


def first_new_attack(platform: Platform, first: int) -> int:
    """Give the first seed from there on whose attacker comes from an address that the log does not know.

    Raises:
        ApiError: 400, all addresses of attackers are known.
    """
    known = set(platform.store.connection.scalars(_KNOWN))
    for seed in range(first, first + _SEEDS_TRIED):
        if _address(random.Random(seed)) not in known:  # noqa: S311
            return seed
    raise api_errors.invalid_value(
        "seed",
        "a log that does not know all addresses of attackers. platform.reset() forgets them",
    )


def _address(numbers: random.Random) -> str:
    """Draw the address of an attacker, the first of all that it does by chance."""
    return f"{ATTACKERS}{numbers.randint(2, 254)}"


def key_found(platform: Platform, content: Json) -> str:
    """Give the id of the key that a wish names: by `key`, its id or value, or by `vault`, where it lies.

    Raises:
        ApiError: 400, there is no such key.
    """
    named, place = body.text(content, "key"), body.text(content, "vault")
    value = named
    if place is not None:
        value = platform.store.connection.scalar(
            sa.select(vault.c.value).where(vault.c.service == place)
        )
    if value is not None and looks_like_openai(value):
        raise api_errors.invalid_value("key", "a practice key; the platform keeps no other")
    columns = api_keys.c
    known = sa.select(columns.id).where(columns.id == named)
    key_id = platform.store.connection.scalar(known) or platform.key_id_of(value or "")
    if key_id is None:
        raise api_errors.invalid_value(
            "key" if place is None else "vault",
            "the id or the value of a key of this platform, or a name under which one lies in the vault",
        )
    return str(key_id)


def _end(reply: Reply) -> str | None:
    """Tell why this answer ends it all: the key is refused whatever it asks, or there is no money."""
    error = reply.content.get("error") if isinstance(reply.content, dict) else None
    if error is None:
        return None
    is_refused = reply.status == 401 and error["code"] is not None
    if is_refused or error["type"] == "insufficient_quota":
        return f"refused: {error['code']}"
    return None


def _must_wait(reply: Reply) -> bool:
    return reply.status == 429 or reply.status >= 500


def _ids(reply: Reply) -> list[str]:
    """Give the ids of a list; of anything else, none."""
    found = reply.content.get("data") if isinstance(reply.content, dict) else None
    return [one["id"] for one in found or ()]

"""What the operator asks of the platform's life: services that come and go, an attacker, time that passes."""

import random
from collections.abc import Callable

from course_utils.server.catalogue import NANODOLLARS_IN_A_DOLLAR
from course_utils.server.operator.attacker import Attacker, first_new_attack, key_found
from course_utils.server.operator.inhabitants import Service
from course_utils.server.operator.life import Life
from course_utils.server.operator.visits import SERVICES
from course_utils.server.platform import Platform
from course_utils.server.refusals import api_errors
from course_utils.server.request import body
from course_utils.server.types import Json

_LONGEST_NAME = 100
_LEAST_PAUSE_SECONDS, _MOST_SECONDS = 0.1, 31 * 24 * 3600.0


class Living:
    """Answers the operator about the life of one platform."""

    def __init__(self, platform: Platform, life: Life) -> None:
        self._platform, self._life = platform, life

    def answers(self) -> dict[tuple[str, str], Callable[[Json], object]]:
        """Give what answers each path."""
        return {
            ("GET", "life"): lambda _: [_in_dollars(one) for one in self._life.everybody()],
            ("POST", "life/services"): self.start_service,
            ("POST", "life/attackers"): self.let_attacker_loose,
            ("GET", "life/attackers/new"): self.new_attack,
            ("POST", "life/end"): lambda content: self._life.end(str(content.get("name"))),
            ("POST", "life/time"): self._pass_time,
        }

    def start_service(self, content: Json) -> str:
        """Let a service live on the vault from now on, and give its address.

        Raises:
            ApiError: 400, a name is missing or taken, a time is none, or there are too many services.
        """
        name, place = body.text(content, "name"), body.text(content, "vault")
        if name is None or place is None or len(name) > _LONGEST_NAME:
            raise api_errors.invalid_value("name", "a short name, and one of an entry of the vault")
        every = _seconds(content, "every", 0.0)
        if 0 < every < _LEAST_PAUSE_SECONDS:
            raise api_errors.invalid_value("every", f"0, or at least {_LEAST_PAUSE_SECONDS:g}")
        service = Service(
            self._platform,
            name,
            self._free_address(),
            random.Random(_seed(content)),  # noqa: S311
            vault=place,
            every=every,
            keeps_key=_seconds(content, "keeps_key", 0.0),
        )
        self._life.begin(service)
        return service.address

    def let_attacker_loose(self, content: Json) -> str:
        """Let somebody have found a key, and give their name.

        Raises:
            ApiError: 400, there is no such key, or the attacker of this seed is here already.
        """
        attacker = Attacker(self._platform, key_found(self._platform, content), _seed(content))
        self._life.begin(attacker)
        return attacker.name

    def new_attack(self, content: Json) -> int:
        """Give the first seed from a wish's `seed` on whose attacker has never been here.

        Raises:
            ApiError: 400, there is none.
        """
        return first_new_attack(self._platform, _seed(content))

    async def _pass_time(self, content: Json) -> float:
        await self._life.pass_time(_seconds(content, "seconds", 0.0))
        return self._platform.now()

    def _free_address(self) -> str:
        taken = {one["address"] for one in self._life.everybody()}
        free = next((address for address in SERVICES if address not in taken), None)
        if free is None:
            raise api_errors.invalid_value("name", f"one of at most {len(SERVICES)} services")
        return free


def _in_dollars(story: Json) -> Json:
    """Write what somebody has spent in dollars: nanodollars are the platform's own affair."""
    told = {name: value for name, value in story.items() if name != "spent"}
    return {**told, "dollars": story["spent"] / NANODOLLARS_IN_A_DOLLAR}


def _seed(content: Json) -> int:
    return body.whole_number(content, "seed", 2**32, least=0) or 0


def _seconds(content: Json, name: str, least: float) -> float:
    seconds = content.get(name)
    if not isinstance(seconds, int | float) or not least <= seconds <= _MOST_SECONDS:
        raise api_errors.invalid_value(
            name, f"a number of seconds from {least:g} to {_MOST_SECONDS:,.0f}"
        )
    return float(seconds)

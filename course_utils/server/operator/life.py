"""The platform's life: programs that act by its clock while a learner works, until they are stopped or have enough.

On a platform that runs by itself a timer lets them act as time goes on. On one whose clock only steps they act
after each request of somebody else; and on both in the time that is let pass. So a lesson repeats itself, and
tests wait for nothing. Who waits for ever, `WITH_REQUESTS`, acts after each request of somebody else and at no other time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from math import inf

from course_utils.server.operator.inhabitants import Inhabitant, Steps
from course_utils.server.platform import Platform
from course_utils.server.refusals import api_errors
from course_utils.server.types import Json

TICK_SECONDS = 0.05
WITH_REQUESTS = inf
MOST_STEPS = 50_000
"""That many in the time that is let pass at once; they take about a minute."""

_log = logging.getLogger(__name__)


@dataclass(order=True)
class _Life:
    """Somebody's next step: when it is due, and whose turn it is of two that are due together."""

    due: float
    turn: int
    who: Inhabitant = field(compare=False)
    steps: Steps = field(compare=False)


@dataclass
class _Story:
    who: Inhabitant
    began_at: float
    ended_at: float | None = None
    why: str | None = None

    def shown(self) -> Json:
        who = self.who
        return {
            "name": who.name,
            "kind": who.kind,
            "address": who.address,
            "key_id": who.key_id,
            "began_at": self.began_at,
            "ended_at": self.ended_at,
            "why": self.why,
            "requests": who.requests,
            "refused": who.refused,
            "spent": who.spent,
        }


class Life:
    """Everybody who lives on one platform.

    Args:
        platform: where they live.
        sleep: waits for so many seconds.
    """

    def __init__(
        self, platform: Platform, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._platform = platform
        self._sleep = sleep
        self._due: list[_Life] = []
        self._stories: dict[str, _Story] = {}
        self._turns = count()
        self._timer: asyncio.Task[None] | None = None

    def begin(self, who: Inhabitant) -> None:
        """Let somebody live here from now on, and take the first step.

        Raises:
            ApiError: 400, somebody of that name lives here.
        """
        if who.name in {one.who.name for one in self._due}:
            raise api_errors.invalid_value("name", "a name that nobody has who lives here")
        now, steps = self._platform.now(), who.steps()
        self._stories[who.name] = _Story(who, now)
        self._due.append(_Life(now + next(steps), next(self._turns), who, steps))
        self.catch_up()
        if self._platform.settings.lives and self._timer is None:
            self._timer = asyncio.get_running_loop().create_task(self._go_on())

    def end(self, name: str) -> bool:
        """Send somebody home; False where nobody of that name lives here (any more)."""
        ended = [one for one in self._due if one.who.name == name]
        for one in ended:
            self._leave(one, "stopped")
        return bool(ended)

    def forget(self) -> None:
        """Send everybody home, as if they had never been here."""
        self._due.clear()
        self._stories.clear()

    def everybody(self) -> list[Json]:
        """Give who lives or lived here, in the order in which they came; money is in nanodollars."""
        return [story.shown() for story in self._stories.values()]

    def after_request(self) -> None:
        """Let everybody act who waits for a request of somebody else, and who is due."""
        for one in [one for one in self._due if one.due == WITH_REQUESTS]:
            self._step(one)
        self.catch_up()

    def catch_up(self) -> None:
        """Let everybody take the step that is due; who has missed some does not make up for them."""
        if not self._due:
            return
        now = self._platform.now()
        for one in sorted(one for one in self._due if one.due <= now):
            self._step(one)

    async def pass_time(self, seconds: float) -> None:
        """Let time pass at once, with all that happens in it, each thing at its own time."""
        end = self._platform.now() + seconds
        for number in count():
            one = min(self._due, default=None)
            if one is None or one.due > end:
                break
            if number == MOST_STEPS:
                raise api_errors.invalid_value(
                    "seconds", f"less: by now the programs here have taken {MOST_STEPS:,} steps"
                )
            self._platform.situations.advance_to(one.due)
            self._step(one)
            await asyncio.sleep(0)  # who asks meanwhile is answered in between
        self._platform.situations.advance_to(end)

    def _step(self, one: _Life) -> None:
        try:
            pause = one.steps.send(self._platform.now())
        except StopIteration as end:
            self._leave(one, end.value)
            return
        except self._platform.store.failures:
            raise
        except Exception as error:  # a fault of ours ends one program, and nobody else's answer
            _log.exception("%s", one.who.name)
            self._leave(one, f"failed: {type(error).__name__}")
            return
        one.due = self._platform.now() + pause

    def _leave(self, one: _Life, why: str) -> None:
        self._due.remove(one)
        story = self._stories[one.who.name]
        story.ended_at, story.why = self._platform.now(), why

    async def _go_on(self) -> None:
        while self._due:
            await self._sleep(TICK_SECONDS)
            with suppress(*self._platform.store.failures):  # they try again at the next tick
                self.catch_up()
        self._timer = None

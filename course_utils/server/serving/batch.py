"""Requests that arrive in one turn of the event loop are decided together.

To commit costs as much as to decide, whether one request is in the transaction or many. So those that are
there at the same moment share one, and each answer waits for it: none leaves before it is committed.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from course_utils.server.platform import Platform
from course_utils.server.request.arrival import Arrival, Reply


class _Waiting(NamedTuple):
    arrival: Arrival
    answered: "asyncio.Future[Reply]"


class Turn:
    """Gathers requests for one platform, which it asks in the event loop's next turn.

    Args:
        platform: decides.
        afterwards: is called after each turn, before any answer leaves.
    """

    def __init__(self, platform: Platform, afterwards: Callable[[], None] = lambda: None) -> None:
        self._platform = platform
        self._afterwards = afterwards
        self._waiting: list[_Waiting] = []

    async def decide(self, arrival: Arrival) -> Reply:
        """See `Platform.decide`."""
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._decide_all)
        answered = loop.create_future()
        self._waiting.append(_Waiting(arrival, answered))
        verdict: Reply = await answered
        return verdict

    def _decide_all(self) -> None:
        waiting, self._waiting = self._waiting, []
        verdicts = self._platform.decide_all([one.arrival for one in waiting])
        for one, verdict in zip(waiting, verdicts, strict=True):
            if not one.answered.done():
                one.answered.set_result(verdict)
        self._afterwards()

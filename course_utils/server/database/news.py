"""Tells in one process that something was written, so that nobody has to look again and again."""

import asyncio

_BURST_SECONDS = 0.05
"""What is written in so short a time is one piece of news."""


class News:
    """Wakes who waits, in the loop's own thread. Another process on the same database wakes nobody here."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        """Wake everybody."""
        while self._waiting:
            waiting = self._waiting.pop()
            if not waiting.done():
                waiting.set_result(None)

    async def wait(self, seconds: float) -> None:
        """Wait until something is written, but no longer than so many seconds."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            told, _ = await asyncio.wait({waiting}, timeout=seconds)
            if told:
                await asyncio.sleep(_BURST_SECONDS)
        finally:
            self._waiting.discard(waiting)
            waiting.cancel()

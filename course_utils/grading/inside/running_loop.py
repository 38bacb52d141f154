"""A loop that runs around every cell, as in a notebook's kernel: a cell may start tasks, and `asyncio.run` is refused.

It is made when it is asked for: most submissions never do, and a loop takes descriptors.
"""

import asyncio
from asyncio import _set_running_loop
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, cast


class RunningLoop:
    """The loop of a process in which cells run."""

    def __init__(self) -> None:
        self._made: asyncio.AbstractEventLoop | None = None
        self._begin()

    def _begin(self) -> None:
        _set_running_loop(self._made or cast("asyncio.AbstractEventLoop", _Promised(self)))

    def make(self) -> asyncio.AbstractEventLoop:
        """Give the loop itself."""
        if self._made is None:
            self._made = asyncio.new_event_loop()
        return self._made

    def wait_for(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Run a cell that awaits something: IPython's `loop_runner`."""
        _set_running_loop(None)
        try:
            return self.make().run_until_complete(coroutine)
        finally:
            self._begin()

    def turn(self) -> None:
        """Let tasks go on that a cell has started."""
        if self._made is not None and asyncio.all_tasks(self._made):
            with suppress(SystemExit, KeyboardInterrupt):
                self.wait_for(asyncio.sleep(0))


class _Promised:
    """Becomes the loop for whoever asks anything of it."""

    def __init__(self, loop: RunningLoop) -> None:
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loop.make(), name)

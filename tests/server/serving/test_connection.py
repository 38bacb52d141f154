import asyncio
import socket
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from course_utils.server.serving.connection import GatheringTransport


def _run(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own: Playwright leaves a running loop in the one of the tests."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


async def _on(sock: socket.socket) -> GatheringTransport:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=sock)
    return GatheringTransport(transport, loop)


def test_what_is_written_in_one_turn_is_sent_together_at_its_end() -> None:
    here, there = socket.socketpair()
    there.setblocking(False)

    async def write_twice() -> None:
        transport = await _on(here)
        transport.write(b"header, ")
        transport.write(b"body")
        with pytest.raises(BlockingIOError):
            there.recv(100)
        await asyncio.sleep(0)
        assert there.recv(100) == b"header, body"
        transport.close()

    with there:
        _run(write_twice())


def test_closing_loses_nothing_that_was_written() -> None:
    here, there = socket.socketpair()

    async def write_and_close() -> None:
        transport = await _on(here)
        transport.write(b"the last words")
        transport.close()
        assert transport.is_closing()

    with there:
        _run(write_and_close())
        assert there.recv(100) == b"the last words"

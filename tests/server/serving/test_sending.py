"""An answer on its way onto the socket; here the other end of ASGI is the test itself."""

import asyncio
from typing import Any

from starlette.types import Message

from course_utils.server.request.arrival import Reply
from course_utils.server.serving.sending import send_reply

AN_HOUR = 3600.0


def test_a_piece_of_a_stream_is_seen_before_the_next_one_comes() -> None:
    sent: list[bytes] = []

    async def stream() -> None:
        came = asyncio.Event()

        async def send(message: Message) -> None:
            if message.get("body"):
                sent.append(message["body"])
                came.set()

        async def receive() -> Any:
            await asyncio.Event().wait()

        scope = {"type": "http", "asgi": {"spec_version": "2.3"}}
        reply = Reply(200, iter([{"word": 1}, {"word": 2}]), {})
        sending = asyncio.ensure_future(send_reply(reply, {}, AN_HOUR, scope, receive, send))
        await came.wait()
        sending.cancel()

    asyncio.run(stream())
    assert sent == [b'data: {"word":1}\n\n']

"""A stranger's server: it answers as OpenAI's would, and notes whose key it was given. Nobody outside reaches it."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self

from course_utils import keys
from course_utils.installed import need_installed_course

_LOOPBACK = "127.0.0.1"
_POEM = "A borrowed doorway.\nThe light is on, the tea is warm.\nSomebody counts keys."
_MOST_BYTES = 1_000_000
_POLL_SECONDS = 0.05
"""How soon it notices that its block has ended."""


class StrangersServer:
    """A server in this process, for as long as its `with` block lasts.

    Attributes:
        base_url: what a client would take as its `base_url`.
        got: a line for each request: the end of the key that came with it. The whole key is kept nowhere.
    """

    def __init__(self) -> None:
        need_installed_course("A stranger's server")
        self.got: list[str] = []
        self._server = ThreadingHTTPServer((_LOOPBACK, 0), _answering(self.got))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        self.base_url = f"http://{_LOOPBACK}:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _answering(got: list[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            _, _, key = self.headers.get("Authorization", "").partition(" ")
            got.append(f"thank you for the key that ends in {keys.tail(key).lstrip(keys.ELLIPSIS)}")
            length = int(self.headers.get("Content-Length", "0"))
            self.rfile.read(min(length, _MOST_BYTES))
            body = json.dumps(_completion()).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Write no log of its own: what came is in `got`."""

    return Handler


def _completion() -> dict[str, Any]:
    """Give a chat completion as OpenAI's API reference describes it."""
    message = {"role": "assistant", "content": _POEM}
    return {
        "id": "chatcmpl-stranger",
        "object": "chat.completion",
        "created": 0,
        "model": "gpt-4",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 18, "total_tokens": 27},
    }

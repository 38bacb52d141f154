"""Somewhere else: a server on this machine that a page must not ask, and what it was asked."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Listener:
    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def listening(
    status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Iterator[Listener]:
    """Listen on a free port until the block ends, and answer everything with this and no body."""

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listener.asked.append(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": "0", **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """The test looks at `asked`."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Note) as server:
        listener = Listener(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield listener
        finally:
            server.shutdown()
            thread.join()

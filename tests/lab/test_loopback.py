import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from course_utils.lab.loopback import ask


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        allowed = self.headers["Authorization"] == "token right"
        self.send_response(200 if allowed else 403)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_status_of_an_answer(url: str) -> None:
    assert ask(url, authorization="token right") == 200
    assert ask(url, authorization="token wrong") == 403


def test_a_proxy_is_never_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    assert ask(url, authorization="token right") == 200


@pytest.mark.parametrize("nobody", ["http://127.0.0.1:9", "http://127.0.0.1:9api", "", "file:///"])
def test_where_nobody_can_answer_there_is_none(nobody: str) -> None:
    assert ask(nobody, authorization="token right") is None

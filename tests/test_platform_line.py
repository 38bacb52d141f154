import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseRequestHandler
from typing import Any, ClassVar

import pytest

from course_utils.platform_line import Line, LineError


class _Telling(BaseHTTPRequestHandler):
    """Answers with what it was asked and by which of its visitors; hangs up after the path `/last`."""

    protocol_version = "HTTP/1.1"
    visitors: ClassVar[list[object]]

    def setup(self) -> None:
        super().setup()
        self.visitors.append(self)

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["content-length"])).decode()
        body = f'["{self.path}", {content}, {len(self.visitors)}]'.encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.path == "/last"

    def log_message(self, *_: object) -> None:
        pass


class _SpeaksNoHttp(BaseRequestHandler):
    def handle(self) -> None:
        self.request.sendall(b"220 mail.example ready\r\n")
        self.request.recv(65_536)
        self.request.recv(1)  # until the other side hangs up


class _Streams(BaseRequestHandler):
    def handle(self) -> None:
        self.request.recv(65_536)
        self.request.sendall(b"HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n")
        self.request.recv(1)


class _Hears(ThreadingHTTPServer):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.hung_up = threading.Event()

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.hung_up.set()


@contextmanager
def served(handler: type[BaseRequestHandler]) -> Iterator[tuple[Line, _Hears]]:
    with _Hears(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        line = Line(f"http://127.0.0.1:{server.server_address[1]}/")
        try:
            yield line, server
        finally:
            line.close()
            server.shutdown()


def test_questions_share_a_connection_until_the_other_side_hangs_up() -> None:
    _Telling.visitors = []
    with served(_Telling) as (line, server):

        def ask(path: str) -> object:
            return line.ask("POST", path, {"a": 1}, {}, 5).json()

        assert not line.stands()
        assert ask("one") == ["/one", {"a": 1}, 1]
        assert line.stands()
        assert ask("a name/50%25") == ["/a%20name/50%25", {"a": 1}, 1]
        assert ask("last") == ["/last", {"a": 1}, 1]
        assert server.hung_up.wait(5)
        assert not line.stands()
        assert ask("another") == ["/another", {"a": 1}, 2]


def test_who_speaks_no_http_gives_no_answer() -> None:
    with served(_SpeaksNoHttp) as (line, _), pytest.raises(LineError):
        line.ask("GET", "health", None, {}, 60)


def test_what_is_streamed_is_no_answer_of_the_platforms_and_is_not_waited_for() -> None:
    with served(_Streams) as (line, _):
        answer = line.ask("GET", "health", None, {}, 60)
        assert (answer.status, answer.body, line.stands()) == (404, b"", False)


def test_nobody_there_gives_no_answer() -> None:
    with served(_SpeaksNoHttp) as (line, _):
        pass
    with pytest.raises(LineError, match="ConnectionRefusedError"):
        line.ask("GET", "health", None, {}, 5)


@pytest.mark.parametrize("url", ["", "127.0.0.1:1", "http://", "http://[::1", "http://h:port/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"address|IPv6|[Pp]ort"):
        Line(url)

"""A line to the operator's side of a practice platform: a connection that is kept open, more where threads ask at once.

By sockets alone: checks ask often, and what the standard library reads an answer with takes four times as long as
this, a client that knows redirects, cookies and proxies five times as long as that.
"""

import json
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from course_utils.errors import CourseError

_LONGEST_HEAD = 65_536
_BEGINS = b"HTTP/1."
_STATUS = re.compile(rb"HTTP/1\.\d (\d{3})")
_LENGTH = re.compile(rb"\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"^HTTP/1\.0|\nconnection: *close", re.IGNORECASE)


class LineError(CourseError):
    """Nobody answers, or what answers speaks no HTTP; the message names the kind of error."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """Give the body's content.

        Raises:
            ValueError: it is no JSON.
        """
        return json.loads(self.body)


class AnyLine(Protocol):
    """Asks questions of the operator's side, whatever lies between."""

    place: str
    """What answers, in words."""

    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None,
        headers: Mapping[str, str],
        seconds: float,
    ) -> Answer: ...

    def stands(self) -> bool: ...

    def close(self) -> None: ...


class Line:
    """Asks questions; one that waits for its answer holds up no other thread's.

    Raises:
        ValueError: the address is none.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        port = parts.port or 80
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError("The platform's address is no http://HOST:PORT.")
        self.place = f"{parts.hostname}, port {port}"
        self._before = parts.path
        self._at = parts.hostname, port
        self._host = parts.netloc
        self._idle: list[socket.socket] = []

    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None,
        headers: Mapping[str, str],
        seconds: float,
    ) -> Answer:
        """Send a question and wait for the answer, no longer than some seconds for each part of it.

        Raises:
            LineError: there is none.
        """
        body = b"" if content is None else json.dumps(content).encode()
        kind = {} if content is None else {"content-type": "application/json"}
        target = f"{self._before}{quote(path, safe='/%')}"
        head = {"host": self._host, "content-length": len(body), **headers, **kind}
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {each}" for name, each in head.items())]
        asked = "\r\n".join((*lines, "", "")).encode("latin-1") + body
        connection: socket.socket | None = None
        try:
            connection = self._standing(seconds) or _connected(self._at, seconds)
            connection.sendall(asked)
            answer, stays = _received(connection)
        except (OSError, ValueError) as error:
            _hang_up(connection)
            raise LineError(type(error).__name__) from None
        except BaseException:  # an interrupt: what is still to come would answer the next question
            _hang_up(connection)
            raise
        if stays:
            self._idle.append(connection)
        else:
            connection.close()
        return answer

    def stands(self) -> bool:
        """Tell without a question whether the other side still holds the line."""
        connection = self._standing(0)
        if connection is not None:
            self._idle.append(connection)
        return connection is not None

    def close(self) -> None:
        """Hang up; the next question connects anew."""
        while self._idle:
            self._idle.pop().close()

    def _standing(self, seconds: float) -> socket.socket | None:
        """Take a connection that nobody uses; None where there is none, or another thread is asking.

        One where the other side has hung up meanwhile, or has said something unasked, is closed.
        """
        while self._idle:
            connection = self._idle.pop()
            connection.setblocking(False)
            try:
                connection.recv(1, socket.MSG_PEEK)
            except BlockingIOError:
                connection.settimeout(seconds)
                return connection
            except OSError:
                """It is closed below."""
            connection.close()
        return None


def _connected(place: tuple[str, int], seconds: float) -> socket.socket:
    connection = socket.create_connection(place, seconds)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _received(connection: socket.socket) -> tuple[Answer, bool]:
    """Read an answer, and tell whether the connection is good for another question.

    Raises:
        OSError: it broke off, or nothing came in time.
        ValueError: it is no HTTP.
    """
    head, body = b"", bytearray()
    while not head:
        body += _some(connection)
        before, end, after = body.partition(b"\r\n\r\n")
        if end:
            head, body = bytes(before), after
        elif len(body) > _LONGEST_HEAD or not body.startswith(_BEGINS[: len(body)]):
            raise ValueError
    status, length = _STATUS.match(head), _LENGTH.search(head)
    if status is None:
        raise ValueError
    if length is None:  # none of ours: what it says is no matter
        return Answer(int(status[1]), bytes(body)), False
    while len(body) < int(length[1]):
        body += _some(connection)
    return Answer(int(status[1]), bytes(body)), _CLOSES.search(head) is None


def _some(connection: socket.socket) -> bytes:
    part = connection.recv(65_536)
    if not part:
        raise ConnectionError
    return part


def _hang_up(connection: socket.socket | None) -> None:
    if connection is not None:
        connection.close()

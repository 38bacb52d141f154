"""A line to the operator's side of a practice platform: a connection that is kept open, more where threads ask at once.

By the standard library alone: checks ask often, and a client that knows redirects, cookies and proxies takes five
times as long for each question.
"""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from course_utils.errors import CourseError


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
        self._host, self._port = parts.hostname, port
        self._idle: list[HTTPConnection] = []

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
        body = None if content is None else json.dumps(content).encode()
        kind = {} if content is None else {"content-type": "application/json"}
        connection = self._standing() or HTTPConnection(self._host, self._port)
        try:
            _wait_for(connection, seconds)
            target = f"{self._before}{quote(path, safe='/%')}"
            connection.request(method, target, body, {**headers, **kind})
            answer = connection.getresponse()
            streams = answer.length is None  # none of ours: what it says is no matter
            told = Answer(answer.status, b"" if streams else answer.read())
        except (OSError, HTTPException, ValueError) as error:
            connection.close()
            raise LineError(type(error).__name__) from None
        except BaseException:  # an interrupt: what is still to come would answer the next question
            connection.close()
            raise
        if streams:
            answer.close()
            connection.close()
        elif connection.sock is not None:
            self._idle.append(connection)
        return told

    def stands(self) -> bool:
        """Tell without a question whether the other side still holds the line."""
        connection = self._standing()
        if connection is not None:
            self._idle.append(connection)
        return connection is not None

    def close(self) -> None:
        """Hang up; the next question connects anew."""
        while self._idle:
            self._idle.pop().close()

    def _standing(self) -> HTTPConnection | None:
        """Take a connection that nobody uses; None where there is none, or another thread is asking.

        One where the other side has hung up meanwhile, or has said something unasked, is closed.
        """
        while self._idle:
            connection = self._idle.pop()
            connection.sock.setblocking(False)
            try:
                connection.sock.recv(1, socket.MSG_PEEK)
            except BlockingIOError:
                return connection
            except OSError:
                """It is closed below."""
            connection.close()
        return None


def _wait_for(connection: HTTPConnection, seconds: float) -> None:
    """Wait no longer than that for each part of an answer, on this connection or one that is still to be made."""
    connection.timeout = seconds
    if connection.sock is not None:
        connection.sock.settimeout(seconds)

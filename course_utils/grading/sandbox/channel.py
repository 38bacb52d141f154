"""Framed messages over a socket pair: four bytes of length, then JSON.

The other end may be a stranger's process: a message has a largest size, a deadline for the whole
of it (bytes may drip), and whatever is no message ends the channel with `ChannelError`.

What a stranger sends, to the grader or to the examiner, comes through a pipe. A socket carries descriptors, too,
read or not, and to close one waits for as long as its sender likes (`SO_LINGER`): who closes it would stand still.
"""

import json
import os
import select
import socket
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from course_utils.errors import CourseError

MAX_FRAME = 16 * 1024 * 1024
STRANGERS_FRAME = 6 * 1024 * 1024
"""The most that a learner's process may send at once: JSON becomes some twenty times as much memory."""
TRUSTED_FRAME = 64 * 1024 * 1024
MAX_DESCRIPTORS = 8

_LENGTH = struct.Struct("!I")
_encoded = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_decoded = json.JSONDecoder().raw_decode
"""Without what `json.dumps` and `json.loads` do around these for each of the many small messages."""


class ChannelError(CourseError):
    """What arrived is no message; nothing after it can be trusted."""


class ChannelClosedError(ChannelError):
    """The other end is gone."""


class ChannelTimeoutError(ChannelError):
    """The message was not complete in time."""


@dataclass(frozen=True)
class End:
    """An end of a line, to hand to a process: a socket, and the pipe's end that it reads or writes in its place."""

    socket: socket.socket
    pipe: int

    @property
    def numbers(self) -> tuple[int, int]:
        return self.socket.fileno(), self.pipe

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        os.close(self.pipe)


def line_to_stranger() -> tuple[End, End]:
    """Make a line to a stranger's process: the end that is ours, which hears by the pipe, and theirs."""
    ours, theirs = socket.socketpair()
    ours.shutdown(socket.SHUT_RD)
    heard, answers = os.pipe()
    return End(ours, heard), End(theirs, answers)


class Channel:
    """One end of a socket pair, whose other direction may be a pipe. Sends and receives JSON objects (dicts), one at a time.

    Args:
        end: the socket.
        max_frame: the largest message that is received, in bytes.
        heard: the pipe's end that is read in the socket's place.
        answers: the pipe's end that is written in the socket's place.
    """

    def __init__(
        self,
        end: socket.socket,
        max_frame: int = MAX_FRAME,
        *,
        heard: int | None = None,
        answers: int | None = None,
    ) -> None:
        self._socket = end
        self._max_frame = max_frame
        self._pipe = [number for number in (heard, answers) if number is not None]
        self._reads = end.fileno() if heard is None else heard
        self._writes = end.fileno() if answers is None else answers
        for number in (end.fileno(), *self._pipe):
            os.set_blocking(number, False)

    @classmethod
    def pair(cls, max_frame: int = MAX_FRAME) -> tuple[Self, socket.socket]:
        """Give a channel and the socket to hand to the other process."""
        ours, theirs = socket.socketpair()
        return cls(ours, max_frame), theirs

    @classmethod
    def to_stranger(cls, max_frame: int) -> tuple[Self, End]:
        """Give a channel, and the end of its line to hand to a stranger's process."""
        ours, theirs = line_to_stranger()
        return cls(ours.socket, max_frame, heard=ours.pipe), theirs

    def limit(self, max_frame: int) -> None:
        """Let no message be larger, from now on."""
        self._max_frame = max_frame

    def fileno(self) -> int:
        return self._reads

    @property
    def numbers(self) -> tuple[int, ...]:
        """All descriptors that it has open."""
        return self._socket.fileno(), *self._pipe

    def close(self) -> None:
        self._socket.close()
        while self._pipe:
            os.close(self._pipe.pop())

    def hang_up(self) -> None:
        """Let both ends hear that it is over, whichever thread waits for the other."""
        with suppress(OSError):  # the other end did, or it is closed
            self._socket.shutdown(socket.SHUT_RDWR)

    def is_over(self) -> bool:
        """Tell whether the other end is gone."""
        poller = select.poll()
        poller.register(self._socket, 0)
        return bool(poller.poll(0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(
        self,
        message: dict[str, Any],
        descriptors: tuple[int, ...] = (),
        seconds: float | None = None,
    ) -> None:
        """Send one message, with open descriptors if any.

        Raises:
            ChannelClosedError: the other end is gone.
            ChannelTimeoutError: the other end did not take it within `seconds`.
            ChannelError: it is larger than a frame may be.
        """
        body = _encoded(message).encode("ascii")
        if len(body) > TRUSTED_FRAME:
            raise ChannelError(f"a message of {len(body)} bytes; {TRUSTED_FRAME} may be sent")
        frame = memoryview(_LENGTH.pack(len(body)) + body)
        deadline = _deadline(seconds)
        while frame:
            try:
                if descriptors:
                    sent = socket.send_fds(self._socket, [frame], list(descriptors))
                    descriptors = ()
                else:
                    sent = os.write(self._writes, frame)
                frame = frame[sent:]
            except BlockingIOError:
                self._wait(self._writes, select.POLLOUT, deadline)
            except OSError as error:
                raise ChannelClosedError("the other end is gone") from error

    def receive(self, seconds: float | None = None) -> dict[str, Any]:
        """Wait for one message; `seconds` is the time for the whole of it, None for ever.

        Raises:
            ChannelClosedError, ChannelTimeoutError, ChannelError: see there.
        """
        deadline = _deadline(seconds)
        return _parse(self._exactly(self._length(self._exactly(4, deadline)), deadline))

    def receive_with_descriptors(
        self, seconds: float | None = None
    ) -> tuple[dict[str, Any], list[int]]:
        """Like `receive`, for a trusted other end that hands over open descriptors too."""
        deadline = _deadline(seconds)
        while True:
            try:
                head, descriptors, _, _ = socket.recv_fds(self._socket, 4, MAX_DESCRIPTORS)
                break
            except BlockingIOError:
                self._wait(self._reads, select.POLLIN, deadline)
            except OSError as error:
                raise ChannelClosedError("the other end is gone") from error
        if not head:
            raise ChannelClosedError("the other end is gone")
        head += self._exactly(4 - len(head), deadline)
        return _parse(self._exactly(self._length(head), deadline)), descriptors

    def _length(self, head: bytes) -> int:
        length = int(_LENGTH.unpack(head)[0])
        if length > self._max_frame:
            raise ChannelError(f"a message of {length} bytes; {self._max_frame} are allowed")
        return length

    def _exactly(self, count: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            try:
                part = os.read(self._reads, min(count - len(parts), 1 << 20))
            except BlockingIOError:
                self._wait(self._reads, select.POLLIN, deadline)
                continue
            except OSError as error:
                raise ChannelClosedError("the other end is gone") from error
            if not part:
                raise ChannelClosedError("the other end is gone")
            parts += part
            # what is there counts: it may be us who come late, while another thread read what a stranger handed in
            if len(parts) < count and deadline is not None and time.monotonic() > deadline:
                raise ChannelTimeoutError("the message was not complete in time")
        return bytes(parts)

    def _wait(self, end: int, event: int, deadline: float | None) -> None:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise ChannelTimeoutError("nothing arrived in time")
        poller = select.poll()
        poller.register(end, event)
        poller.poll(None if left is None else left * 1000 + 1)


def channels(numbers: Sequence[int], *, to_stranger: bool) -> Iterator[Channel]:
    """Make channels of ends of lines that were handed over: to a stranger's process, or in one."""
    for number, pipe in zip(numbers[::2], numbers[1::2], strict=True):
        role = {"heard" if to_stranger else "answers": pipe}
        yield Channel(socket.socket(fileno=number), **role)


def _deadline(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds


def _parse(body: bytes) -> dict[str, Any]:
    try:
        message, end = _decoded(body.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise ChannelError(f"not JSON ({type(error).__name__})") from error
    if not isinstance(message, dict) or end < len(body):
        raise ChannelError("not a JSON object")
    return message

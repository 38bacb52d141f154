import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.grading.sandbox.channel import (
    TRUSTED_FRAME,
    Channel,
    ChannelClosedError,
    ChannelError,
    ChannelTimeoutError,
)

LARGEST = 100_000


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    with Channel(ours, LARGEST) as channel, theirs:
        yield channel, theirs


def test_messages_arrive_in_order(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    other = Channel(theirs)
    for number in range(3):
        other.send({"number": number, "text": "\ud800 ü"})
    assert [channel.receive(5)["number"] for _ in range(3)] == [0, 1, 2]


def test_a_message_larger_than_the_sockets_buffer_arrives() -> None:
    ours, theirs = socket.socketpair()
    with Channel(ours) as channel, Channel(theirs) as other:
        sending = threading.Thread(target=other.send, args=({"text": "x" * 5_000_000},))
        sending.start()
        assert len(channel.receive(30)["text"]) == 5_000_000
        sending.join()


def test_descriptors_are_handed_over(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    reading, writing = os.pipe()
    Channel(theirs).send({}, (writing,))
    os.close(writing)
    _, [arrived] = channel.receive_with_descriptors(5)
    os.write(arrived, b"hello")
    os.close(arrived)
    assert os.read(reading, 10) == b"hello"
    os.close(reading)


def test_a_message_that_is_there_is_not_late(ends: tuple[Channel, socket.socket]) -> None:
    """Who waits for it may have stood still beyond its time, for what another submission cost."""
    channel, theirs = ends
    for number in range(20):
        Channel(theirs).send({"number": number})
        assert channel.receive(seconds=-1) == {"number": number}


@pytest.mark.parametrize(
    "sent",
    [
        b"\xff\xff\xff\xff",
        b"\x00\x00\x00\x04nope",
        b"\x00\x00\x00\x02[]",
        b"\x00\x00\x00\x02\xff\xfe",
        (90_000).to_bytes(4, "big") + b"[" * 90_000,
    ],
)
def test_what_is_no_message_breaks_the_channel(
    ends: tuple[Channel, socket.socket], sent: bytes
) -> None:
    channel, theirs = ends
    theirs.sendall(sent)
    with pytest.raises(ChannelError):
        channel.receive(5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(garbage=st.binary(max_size=200))
def test_no_garbage_is_more_than_an_error(garbage: bytes) -> None:
    ours, theirs = socket.socketpair()
    with Channel(ours, LARGEST) as channel:
        theirs.sendall(garbage)
        theirs.close()
        with suppress(ChannelError):
            assert isinstance(channel.receive(5), dict)


def test_an_end_that_is_gone_is_told(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.close()
    with pytest.raises(ChannelClosedError):
        channel.receive(5)


def test_a_message_that_drips_is_late(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.sendall(b"\x00\x00\x00\x09")
    with pytest.raises(ChannelTimeoutError):
        channel.receive(0.05)


def test_whoever_does_not_read_is_not_waited_for(ends: tuple[Channel, socket.socket]) -> None:
    _, theirs = ends
    with pytest.raises(ChannelTimeoutError):
        Channel(theirs).send({"text": "x" * 5_000_000}, seconds=0.05)


def test_a_message_that_would_be_too_large_is_not_sent(
    ends: tuple[Channel, socket.socket],
) -> None:
    channel, _ = ends
    with pytest.raises(ChannelError, match="may be sent"):
        channel.send({"text": "x" * TRUSTED_FRAME})

"""The practice platform of a slot, which a submission may try to fill or to hang."""

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from course_utils import MODEL
from course_utils.grading.examining.platform import PracticeServer
from course_utils.grading.sandbox.box import Box, Setup

ADDRESS = ".course/platform.json"
MANY_LISTS = f'{{"input": [{",".join(["[]"] * 5_000_000)}]}}'
"""15 MB as text, and more than the platform may have as lists."""


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    if sys.platform != "linux":
        pytest.skip("grading needs Linux")
    with Box(Setup(None), "learner") as box:
        box.start()
        yield box


@pytest.fixture
def practice(box: Box) -> Iterator[PracticeServer]:
    practice = PracticeServer()
    try:
        practice.begin(box)
        yield practice
    finally:
        practice.close()


@pytest.fixture
def learner(practice: PracticeServer) -> Iterator[httpx.Client]:
    address = json.loads(practice.learners_job.files[ADDRESS])
    with httpx.Client(
        base_url=address["url"],
        headers={"authorization": f"Bearer {address['api_key']}"},
        timeout=60,
        trust_env=False,
    ) as client:
        yield client


def test_what_needs_too_much_memory_costs_the_next_one_nothing(
    box: Box, practice: PracticeServer, learner: httpx.Client
) -> None:
    with suppress(httpx.TransportError):
        assert learner.post("/v1/responses", content=MANY_LISTS).status_code == 500
    practice.end()
    assert practice.ran  # whoever asked for it has had that time
    practice.begin(box)
    assert learner.get("/v1/models").status_code == 200


def test_a_platform_that_was_ended_is_begun_anew(
    box: Box, practice: PracticeServer, learner: httpx.Client
) -> None:
    pid = json.loads(practice.examiners_job.files[ADDRESS])["pid"]
    os.kill(pid, signal.SIGKILL)
    practice.end()
    practice.begin(box)
    assert learner.get("/v1/models").status_code == 200


def test_nothing_of_the_last_submission_is_left(
    box: Box, practice: PracticeServer, learner: httpx.Client
) -> None:
    asked = {"model": MODEL, "input": "Write a haiku.", "store": True}
    answer = learner.post("/v1/responses", json=asked).json()
    assert learner.get(f"/v1/responses/{answer['id']}").status_code == 200
    practice.end()
    practice.begin(box)
    assert learner.get(f"/v1/responses/{answer['id']}").status_code == 404


def test_no_connection_of_the_last_submission_is_left(
    box: Box, practice: PracticeServer, learner: httpx.Client
) -> None:
    """Neither one that is open nor one that waits to be accepted."""
    address = json.loads(practice.examiners_job.files[ADDRESS])
    host = (learner.base_url.host, learner.base_url.port)
    asks = f"GET /v1/models HTTP/1.1\r\nauthorization: Bearer {address['api_key']}\r\nhost: x\r\n"
    with socket.create_connection(host) as opened:
        opened.sendall(asks.encode())
        practice.end()
        with socket.create_connection(host) as waiting:
            waiting.sendall(f"{asks}\r\n".encode())
            practice.begin(box)
            for end in (opened, waiting):
                with suppress(ConnectionResetError):
                    assert end.recv(1) == b""
    headers = {"authorization": f"Bearer {address['operator_token']}"}
    assert learner.get("/practice/requests", headers=headers).json()["data"] == []


def test_what_the_platform_complains_about_fills_no_pipe(
    box: Box, practice: PracticeServer, learner: httpx.Client
) -> None:
    """Nobody reads its complaints while it serves: it must not wait for that."""
    host = (learner.base_url.host, learner.base_url.port)
    for _ in range(2_500):
        with socket.create_connection(host, timeout=20) as visitor, suppress(ConnectionResetError):
            visitor.sendall(b"no HTTP\r\n\r\n")
            visitor.recv(1)
    assert learner.get("/v1/models").status_code == 200
    practice.end()
    practice.begin(box)
    assert learner.get("/v1/models").status_code == 200

"""The practice platform of a slot, which a submission may try to fill or to hang."""

import json
import os
import signal
import sys
from collections.abc import Iterator

import httpx
import pytest

from course_utils.grading.box import Box, Setup
from course_utils.grading.practice_server import PlatformStartError, PracticeServer

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
        practice.serve(box)
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


def test_what_needs_too_much_memory_is_refused_and_the_platform_goes_on(
    practice: PracticeServer, learner: httpx.Client
) -> None:
    assert learner.post("/v1/responses", content=MANY_LISTS).status_code == 500
    practice.reset()
    assert learner.get("/v1/models").status_code == 200


def test_a_platform_that_was_ended_is_begun_anew(
    box: Box, practice: PracticeServer, learner: httpx.Client
) -> None:
    pid = json.loads(practice.examiners_job.files[ADDRESS])["pid"]
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    with pytest.raises(PlatformStartError, match="has ended"):
        practice.reset()
    practice.restart(box)
    practice.reset()
    assert learner.get("/v1/models").status_code == 200

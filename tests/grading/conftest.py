"""A pair of warm boxes for all tests of a worker: nothing of one submission reaches the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course_utils.grading.box import Box, Setup
from course_utils.grading.examine import Pair
from course_utils.grading.sitting import Times

OUTPUT_LIMIT = 100_000
TIMES = Times(cell=2, submission=60)


@pytest.fixture(scope="session")
def box_setup(bwrap_path: Path) -> Setup:
    return Setup(str(bwrap_path), modules=("openai", "dotenv"), output_limit=OUTPUT_LIMIT)


@pytest.fixture(scope="session")
def pair(box_setup: Setup) -> Iterator[Pair]:
    boxes = Box(box_setup, "learner"), Box(box_setup, "examiner")
    with Pair(*boxes, TIMES, output_limit=OUTPUT_LIMIT) as pair:
        pair.launch()
        pair.wait_until_warm()
        yield pair

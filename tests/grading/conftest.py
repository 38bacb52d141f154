"""A pair of warm boxes for all tests of a worker: nothing of one submission reaches the next."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.examining.pair import Pair
from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.examining.workers import Crew
from course_utils.grading.records.opening import open_gradebook
from course_utils.grading.sandbox.box import Box, Setup
from course_utils.grading.sandbox.confine import Limits
from tests.grading.course import CourseOnDisk, small_course
from tests.grading.graded import HALF
from tests.grading.notebooks import (
    RIGHT,
    released,
    sheet,
    submitted,
)

OUTPUT_LIMIT = 100_000


@pytest.fixture(scope="session")
def box_setup(bwrap_path: Path) -> Setup:
    limits = Limits(memory=400 * 1024 * 1024)
    cells = Assignment("arithmetic", (sheet(),), {}).examiners_cells
    return Setup(str(bwrap_path), limits, ("openai", "dotenv"), cells, OUTPUT_LIMIT)


@pytest.fixture(scope="session")
def pair(box_setup: Setup) -> Iterator[Pair]:
    boxes = Box(box_setup, "learner"), Box(box_setup, "examiner")
    with Pair(*boxes, Times(cell=20, submission=120), output_limit=OUTPUT_LIMIT) as pair:
        pair.launch()
        pair.wait_until_warm()
        yield pair


@pytest.fixture(scope="session")
def hurried_pair(pair: Pair) -> Pair:
    """The same boxes, where a cell may take a second: for submissions that would take for ever."""
    times = Times(cell=1, submission=60)
    return Pair(pair.learner, pair.examiner, times, output_limit=OUTPUT_LIMIT)


@pytest.fixture(scope="session")
def crew(box_setup: Setup) -> Iterator[Crew]:
    """One slot for all runs of a worker."""
    times = Times(cell=20, submission=120)
    with Crew(1, lambda: Slot(box_setup, times, platform=False)) as crew:
        yield crew


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new gradebook, made once."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    open_gradebook(f"sqlite:///{path}", "default_course").close()
    return path


@pytest.fixture
def course(tmp_path: Path, crew: Crew, empty_gradebook: Path) -> CourseOnDisk:
    made = small_course(tmp_path, crew)
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    made.hand_in("ada", submitted(RIGHT))
    made.hand_in("bob", submitted(HALF))
    made.hand_in("eve", released())
    return made

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.handed_in import HandedIn
from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.sandbox.box import Setup
from tests.grading.notebooks import RIGHT, as_bytes, code, released, sheet, submitted

ASSIGNMENT = Assignment("arithmetic", (sheet(),), {})
WORK = HandedIn("ada", {"arithmetic": as_bytes(submitted(RIGHT))}, {})


@pytest.fixture(scope="module")
def slot(box_setup: Setup) -> Iterator[Slot]:
    with Slot(box_setup, Times(cell=20, submission=120), platform=False) as slot:
        slot.warm_up()
        yield slot


def boxes() -> list[int]:
    """Give the bubblewrap processes that this process has started."""
    files = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    pids = [int(pid) for file in files for pid in file.read_text().split()]
    return [pid for pid in pids if b"bwrap" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_a_box_that_was_killed_costs_nobody_a_grade(box_setup: Setup) -> None:
    others = set(boxes())
    with Slot(box_setup, Times(cell=20, submission=120), platform=False) as slot:
        slot.warm_up()
        for pid in set(boxes()) - others:
            os.kill(pid, signal.SIGKILL)
        assert slot.grade(WORK, ASSIGNMENT, "apart").points == 6


def test_every_mark_is_told_and_what_was_not_answered(slot: Slot) -> None:
    outcome = slot.grade(WORK, ASSIGNMENT, "apart")
    assert {mark.grade_id: mark.points for mark in outcome.marks} == {
        "double_of_two": 1,
        "double_of_others": 2,
        "total_is_appended": 2,
        "partial": 1,
        "why": 0,
    }
    assert outcome.most == 8
    assert outcome.unanswered == [("arithmetic", "why")]


def test_who_has_points_has_touched_it(slot: Slot) -> None:
    book = released()
    book["cells"][3:3] = [code(text) for text in RIGHT.values()]
    own = slot.grade(HandedIn("ada", {"arithmetic": as_bytes(book)}, {}), ASSIGNMENT, "apart")
    as_given = HandedIn("bob", {"arithmetic": as_bytes(released())}, {})
    assert (own.points > 0, own.untouched) == (True, False)
    assert slot.grade(as_given, ASSIGNMENT, "apart").untouched


def test_a_submission_that_cannot_be_read_gets_nothing_and_a_reason(slot: Slot) -> None:
    outcome = slot.grade(HandedIn("ada", {"arithmetic": b"{"}, {}), ASSIGNMENT, "apart")
    assert outcome.points == 0
    assert outcome.flags[0].startswith("could not be read: arithmetic.ipynb, it is not a notebook")

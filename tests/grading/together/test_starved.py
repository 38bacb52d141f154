"""A submission that finds its processor taken by others: it is judged again, alone, and loses nothing."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any

import pytest

from course_utils.grading.coursework.outcome import Outcome
from course_utils.grading.examining.sitting import Times, was_starved
from course_utils.grading.examining.slot import Slot
from course_utils.grading.examining.workers import Crew
from course_utils.grading.sandbox.box import Setup
from course_utils.grading.sandbox.confine import waited_for_others
from tests.grading.course import CourseOnDisk
from tests.grading.graded import HALF, points
from tests.grading.notebooks import RIGHT, Notebook, submitted

NEIGHBOURS = 14
LIMIT = 3.0
WORKS = """
from time import process_time

def double(number):
    if number == 2:
        end = process_time() + 0.4
        while process_time() < end:
            pass
    return 2 * number
"""
"""It takes an eighth of the limit where it has a processor, and more than the limit beside the neighbours."""


IMPATIENT = """
from time import monotonic, process_time

def double(number):
    if number == 2:
        begun, end = monotonic(), process_time() + 0.3
        while process_time() < end:
            pass
        if monotonic() - begun > 2.0:
            raise TimeoutError("The request timed out.")
    return 2 * number
"""
"""It sets a limit of its own, which holds beside no neighbours."""


class CrowdedOnce(Slot):
    """A slot whose first submission shares its processor with others that never rest."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.outcomes: list[Outcome] = []

    def grade(self, *given: Any) -> Outcome:
        with nullcontext() if self.outcomes else _crowd():
            self.outcomes.append(super().grade(*given))
        return self.outcomes[-1]


class AlwaysDisturbed(Slot):
    """A slot in which others always have what a submission needs, and each try takes a minute."""

    tries = 0

    def grade(self, *given: Any) -> Outcome:
        self.tries += 1
        return replace(super().grade(*given), disturbed=True, seconds=60.0)


@contextmanager
def _crowd() -> Iterator[None]:
    """Start processes where this thread runs, each with a scheduling group of its own."""
    endless = ["sh", "-c", "while :; do :; done"]
    crowd = [subprocess.Popen(endless, start_new_session=True) for _ in range(NEIGHBOURS)]
    try:
        yield
    finally:
        for process in crowd:
            process.kill()
            process.wait()


@pytest.mark.parametrize("double", [WORKS, IMPATIENT])
def test_what_ran_out_of_time_beside_others_is_judged_again_alone(
    course: CourseOnDisk, box_setup: Setup, double: str
) -> None:
    course.hand_in("ada", submitted({**RIGHT, "double": double}))
    slots: list[CrowdedOnce] = []

    def make() -> Slot:
        slots.append(CrowdedOnce(box_setup, Times(LIMIT, 60 * LIMIT), platform=False))
        return slots[-1]

    with Crew(1, make) as crew:
        found = replace(course, crew=crew).grade(student="ada")
    crowded, alone = slots[0].outcomes
    assert crowded.points < 6
    assert crowded.disturbed
    assert not alone.flags
    assert points(found)["ada"] == 6


@pytest.mark.parametrize(("book", "tries"), [(submitted(HALF), 4), (submitted(RIGHT), 2)])
def test_what_is_disturbed_again_is_told_with_the_seconds_of_all_tries_and_loses_no_point_for_good(
    course: CourseOnDisk, box_setup: Setup, book: Notebook, tries: int
) -> None:
    course.hand_in("ada", book)
    slots: list[AlwaysDisturbed] = []

    def make() -> Slot:
        slots.append(AlwaysDisturbed(box_setup, Times(20, 120), platform=False))
        return slots[-1]

    with Crew(1, make) as crew:
        found = replace(course, crew=crew)
        row = found.grade(student="ada").report.rows["ada"]
        found.grade(student="ada")
    assert 120 <= row.seconds < 121  # what reading takes is its own, too
    assert any("too busy" in flag for flag in row.flags) == (tries == 4)
    assert slots[0].tries == tries


@pytest.mark.parametrize(("platform", "starved"), [(0.1, True), (2.0, False), (4.5, False)])
def test_what_its_platform_does_for_a_submission_is_time_of_its_own(
    platform: float, starved: bool
) -> None:
    assert was_starved(10.0, 2.0, 3.5, platform) == starved


@pytest.mark.parametrize(
    ("waited", "all_ran", "lost"),
    [(1.5, 0.25, 1.5), (1.5, 2.0, 0.0), (1.5, 1.25, 0.5), (1.5, 0.0, 1.5)],
)
def test_who_waits_for_processes_of_its_own_has_lost_nothing(
    waited: float, all_ran: float, lost: float
) -> None:
    assert waited_for_others(0.25, waited, all_ran) == lost

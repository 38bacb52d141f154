"""The page for teachers speaks of the course as it is."""

import re

import nbformat
import pytest

from course_utils.learner.units import Unit, read_course
from tests.checkout import ROOT

COURSE = read_course(ROOT)
PAGE = (ROOT / "solutions" / "TEACHING.md").read_text(encoding="utf-8")


def test_every_unit_has_a_sitting_and_every_link_leads_somewhere() -> None:
    rows = re.findall(r"^\| (\d\d) \| \d+ minutes", PAGE, re.MULTILINE)
    assert rows == [unit.number_text for unit in COURSE.units]
    for link in re.findall(r"\]\(([^)]+)\)", PAGE):
        assert (ROOT / "solutions" / link).exists()


@pytest.mark.parametrize("unit", COURSE.units, ids=lambda unit: unit.name)
def test_there_is_a_plan_by_the_minute(unit: Unit) -> None:
    [(minutes, in_parts)] = re.findall(
        rf"^\| {unit.number_text} \| (\d+) minutes(, better in two parts)? \|", PAGE, re.MULTILINE
    )
    if unit.exercise is None:
        notes = PAGE.partition(f"## Unit {unit.number_text} in ")[2]
        planned = re.findall(r"^(\d+) minutes$", notes.partition("\n")[0])
        notes = notes.partition("\n## ")[0]
    else:
        notes = (ROOT / "solutions" / unit.exercise / "NOTES.md").read_text(encoding="utf-8")
        planned = re.findall(r"^## A plan for (\d+) minutes$", notes, re.MULTILINE)
    assert planned == [minutes]
    assert int(minutes) >= unit.lesson_minutes + unit.exercise_minutes
    assert bool(in_parts) == ("| A break, or the end of the first sitting. |" in notes)
    assert "| minutes | what | to cut when late |" in notes
    parts = re.findall(r"^\| (\d+) to (\d+) \|", notes, re.MULTILINE)
    begins, ends = [begin for begin, _ in parts], [end for _, end in parts]
    assert ["0", *ends] == [*begins, *planned]


@pytest.mark.parametrize("unit", COURSE.units, ids=lambda unit: unit.name)
def test_the_page_and_the_lesson_name_the_same_units_before_it(unit: Unit) -> None:
    opening = nbformat.read(ROOT / unit.lesson_path, as_version=4).cells[0].source
    [needed] = re.findall(r"\*\*You need:\*\* (.*)", opening)
    [told] = re.findall(rf"^\| {unit.number_text} \| .*? \| (.*?) \|", PAGE, re.MULTILINE)
    assert set(re.findall(r"\d\d", told)) == set(re.findall(r"\d\d", needed))


@pytest.mark.parametrize(
    "unit", [unit for unit in COURSE.units if unit.exercise], ids=lambda unit: unit.name
)
def test_notes_say_the_minutes_the_points_and_the_homework_that_stand_elsewhere(unit: Unit) -> None:
    assert unit.exercise
    notes = (ROOT / "solutions" / unit.exercise / "NOTES.md").read_text(encoding="utf-8")
    summary = notes.split("\n\n")[1]
    assert (
        f"esson takes {unit.lesson_minutes} minutes, the exercise {unit.exercise_minutes}: "
        f"{unit.points} points" in summary
    )
    [row] = re.findall(rf"^\| {unit.number_text} \|.*\| (.*) \|$", PAGE, re.MULTILINE)
    assert f"leave {row} for home" in summary

"""The page for teachers speaks of the course as it is."""

import re

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
    if unit.exercise is None:
        assert f"## Unit {unit.number_text} in " in PAGE
    else:
        notes = (ROOT / "solutions" / unit.exercise / "NOTES.md").read_text(encoding="utf-8")
        assert re.search(r"^## A plan for \d+ minutes$", notes, re.MULTILINE)
        assert "| minutes | what | to cut when late |" in notes

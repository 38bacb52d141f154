"""The index of what is taught where leads to headings that are there, and has all eight facts."""

import re

import nbformat

from tests.checkout import ROOT

PAGE = (ROOT / "lessons" / "where.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| *(\d?) *\|.*\| \[\d\d\]\(([^)]+)\) \| (.+) \|$", PAGE, re.MULTILINE)


def test_each_heading_stands_in_its_lesson() -> None:
    for _, lesson, heading in ROWS:
        notebook = nbformat.read(ROOT / "lessons" / lesson, as_version=4)
        lines = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        assert f"\n## {heading}\n" in f"\n{lines}\n", (lesson, heading)


def test_all_eight_facts_are_there() -> None:
    assert {number for number, *_ in ROWS if number} == set("12345678")

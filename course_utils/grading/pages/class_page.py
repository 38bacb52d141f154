"""`course report NAME`: a class's grades of an assignment as one page, to read and to print. It loads nothing."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from course_utils.grading.pages.filling import fill
from course_utils.grading.pages.statistics import ClassFigures

_ROW = re.compile(
    r"^\| (?P<thought>.+?) \| (?P<question>.+?) \| (?P<checks>.*`.+) \|$", re.MULTILINE
)


def class_page(assignment: str, figures: ClassFigures, notes: str, names: Mapping[str, str]) -> str:
    """Make the page.

    Args:
        assignment: its name.
        figures: what `figures_of` counted.
        notes: the teacher's notes of the assignment, `NOTES.md`; "" where there are none.
        names: how students are called, by id.
    """
    return fill(
        "class.html",
        assignment=assignment,
        figures=figures,
        questions=questions_of(notes),
        names=names,
        highest=max(figures.columns, default=0) or 1,
    )


def questions_of(notes: str) -> dict[str, list[tuple[str, str]]]:
    """Find in a teacher's notes, for each check, what a wrong answer thinks and the question to ask then."""
    found = defaultdict(list)
    for row in _ROW.finditer(notes):
        for check in re.findall(r"`(\w+)`", row["checks"]):
            found[check].append((row["thought"].replace("`", ""), row["question"].replace("`", "")))
    return dict(found)


def read_notes(source: Path, assignment: str) -> str:
    """Read the notes that lie beside the solution; "" where there are none."""
    try:
        return (source / assignment / "NOTES.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""

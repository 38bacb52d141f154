"""Plain nbgrader's way: what others disturbed is judged again, and gets no points that say little."""

import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.notebooknode import from_dict

from course_utils.grading import preprocessor
from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.choice import Decision
from course_utils.grading.examining.pair import Beside, Pair, Way
from course_utils.grading.preprocessor import BusyError, Examine, SafeCopies
from course_utils.notebooks.matching import Paper
from tests.grading.course import CourseOnDisk
from tests.grading.notebooks import RIGHT, submitted

NAMES = {"assignment": "arithmetic", "notebook": "arithmetic", "student": "ada"}


@dataclass
class Crowded:
    """A slot beside others that take its processor for its first turns."""

    pair: Pair
    turns: int

    def examine(self, paper: Paper, beside: Beside, way: Way) -> Verdict:
        verdict = self.pair.examine(paper, beside, way)
        if self.turns:
            self.turns -= 1
            verdict.disturbed = True
            for cell in verdict.cells.values():
                cell.outputs = []
        return verdict


def examined(course: CourseOnDisk, slot: Crowded, monkeypatch: pytest.MonkeyPatch) -> NotebookNode:
    warm = SimpleNamespace(slot=slot, seed="a", decision=lambda _: Decision("apart"))
    monkeypatch.setattr(preprocessor, "_warm", lambda *_: warm)
    copies = SafeCopies()
    copies.assignment = load_assignment(course.root / "source", "arithmetic")
    resources: dict[str, Any] = {"nbgrader": NAMES, "metadata": {"path": str(course.folder("ada"))}}
    book = from_dict(json.loads(json.dumps(submitted(RIGHT))))
    return Examine(parent=copies).preprocess(book, resources)[0]


def last_output(book: NotebookNode) -> str:
    partial = next(cell for cell in book.cells if "double(5)" in cell.source)
    return str(partial.outputs[-1].data["text/plain"])


def test_a_second_try_counts(
    course: CourseOnDisk, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert last_output(examined(course, Crowded(pair, turns=1), monkeypatch)) == "1"


def test_what_is_disturbed_twice_is_left_for_another_time(
    course: CourseOnDisk, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BusyError, match="too busy"):
        examined(course, Crowded(pair, turns=2), monkeypatch)

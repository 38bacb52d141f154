"""Submissions: small files that each replace one cell of an assignment and say which checks must fail.

    # What the learner thought.
    # cell: read_key
    # fails: read_key_header_decides_alone: a part of its message

`cell` is the `grade_id` of the cell that the file's text replaces; every other cell is the reference's.
A line `seconds: N` sets another time limit for its checks than the usual ten. In `fails` the check may be a pattern: `read_key_*` stands for all checks of the task. Without a line
`fails` the submission earns every point.
"""

import copy
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

COURSE = Path(__file__).parents[2]
SUBMISSIONS = Path(__file__).parents[1] / "submissions"


@dataclass(frozen=True)
class Submission:
    """One file below `tests/submissions/ASSIGNMENT/`."""

    name: str
    assignment: str
    title: str
    cell: str
    text: str
    seconds: float
    fails: tuple[tuple[str, str], ...]

    def expected(self, checks: list[str]) -> dict[str, str]:
        """Give the checks that fail, each with a part of its message."""
        return {
            check: part
            for pattern, part in self.fails
            for check in checks
            if fnmatchcase(check, pattern)
        }

    def notebook(self) -> NotebookNode:
        """Give the reference with this submission's cell in place: what such a learner hands in."""
        return with_cell(source(self.assignment), self.cell, self.text)


def submissions(assignment: str) -> list[Submission]:
    paths = sorted((SUBMISSIONS / assignment).glob("*/*.py"))
    return [_read(path, assignment) for path in paths]


def _read(path: Path, assignment: str) -> Submission:
    text = path.read_text(encoding="utf-8")
    fails = re.findall(r"^# fails: (\S+): (.+)$", text, re.MULTILINE)
    return Submission(
        name=f"{path.parent.name}/{path.stem}",
        assignment=assignment,
        title=text.partition("\n")[0].removeprefix("# "),
        cell=re.findall(r"^# cell: (\S+)$", text, re.MULTILINE)[0],
        seconds=float([*re.findall(r"^# seconds: (\S+)$", text, re.MULTILINE), 10][0]),
        text=text,
        fails=tuple(fails),
    )


def source(assignment: str) -> NotebookNode:
    """Give the reference: solutions and hidden checks."""
    return _notebook(COURSE / "solutions" / assignment / f"{assignment}.ipynb")


def exercise(assignment: str) -> NotebookNode:
    """Give what learners get."""
    return _notebook(COURSE / "exercises" / assignment / f"{assignment}.ipynb")


def _notebook(path: Path) -> NotebookNode:
    return copy.deepcopy(_read_once(path))


@cache
def _read_once(path: Path) -> NotebookNode:
    """Read and validate a notebook, which takes several times as long as copying it."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def points(notebook: NotebookNode) -> dict[str, float]:
    """Give the points of each check cell, by its `grade_id`."""
    return {cell.id: grader(cell)["points"] for cell in notebook.cells if is_check(cell)}


def points_by_hand(notebook: NotebookNode) -> dict[str, float]:
    """Give the points of each written answer, by its `grade_id`."""
    return {cell.id: grader(cell)["points"] for cell in notebook.cells if is_written(cell)}


def grader(cell: NotebookNode) -> dict[str, Any]:
    """Give what nbgrader knows of a cell."""
    return dict(cell.metadata.get("nbgrader", {}))


def is_check(cell: NotebookNode) -> bool:
    return bool(grader(cell).get("grade")) and not is_written(cell)


def is_code_answer(cell: NotebookNode) -> bool:
    return bool(grader(cell).get("solution")) and cell.cell_type == "code"


def is_written(cell: NotebookNode) -> bool:
    """Tell whether a person reads and marks what a learner writes into this cell."""
    return bool(grader(cell).get("grade") and grader(cell).get("solution"))


def with_cell(notebook: NotebookNode, name: str, text: str) -> NotebookNode:
    for cell in notebook.cells:
        if grader(cell).get("grade_id") == name:
            cell.source = text
            return notebook
    raise KeyError(name)

"""Notebooks for the tests, built from cells: an exercise of two tasks, and submissions to it."""

import json
from collections.abc import Iterable
from typing import Any

from course_utils.grading.coursework.assignment import Released, with_released_cells
from course_utils.notebooks.running import KERNEL_NAME
from course_utils.notebooks.sheet import Sheet, read_sheet

Cell = dict[str, Any]
Notebook = dict[str, Any]


def code(source: str, **nbgrader: Any) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"nbgrader": _full(nbgrader)} if nbgrader else {},
        "outputs": [],
        "source": source,
    }


def markdown(source: str, **nbgrader: Any) -> Cell:
    metadata = {"nbgrader": _full(nbgrader, "markdown")} if nbgrader else {}
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def _full(given: dict[str, Any], cell_type: str = "code") -> dict[str, Any]:
    plain = {"schema_version": 3, "solution": False, "grade": False, "locked": False, "task": False}
    return {**plain, "cell_type": cell_type, **given}


def setup(source: str, grade_id: str) -> Cell:
    return code(source, grade_id=grade_id, locked=True)


def answer(source: str, grade_id: str) -> Cell:
    return code(source, grade_id=grade_id, solution=True)


def check(source: str, grade_id: str, points: float) -> Cell:
    return code(source, grade_id=grade_id, grade=True, locked=True, points=points)


def notebook(cells: Iterable[Cell]) -> Notebook:
    return {
        "cells": list(cells),
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": KERNEL_NAME}
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


DOUBLE = '''
def double(number: int) -> int:
    """Give twice the number."""
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION
    raise NotImplementedError
'''
TOTAL = '''
def add_total(row: list) -> None:
    """Append the sum of the row to it."""
    ### BEGIN SOLUTION
    row.append(sum(row))
    ### END SOLUTION
    raise NotImplementedError
'''

SOURCE = notebook(
    [
        markdown("# Arithmetic"),
        setup("import warnings\nSECRET_OF_SETUP = 41 + 1", "setup"),
        answer(DOUBLE.replace("    raise NotImplementedError\n", ""), "double"),
        check("assert double(2) == 4, 'double(2) is 4.'", "double_of_two", 1),
        check(
            "### BEGIN HIDDEN TESTS\n"
            "assert double(-3) == -6\n"
            "assert double(SECRET_OF_SETUP) == 84\n"
            "### END HIDDEN TESTS",
            "double_of_others",
            2,
        ),
        answer(TOTAL.replace("    raise NotImplementedError\n", ""), "add_total"),
        check(
            "row = [1, 2]\nadd_total(row)\nassert row == [1, 2, 3], f'The row is now {row}.'",
            "total_is_appended",
            2,
        ),
        check("1 if double(5) == 10 else 0", "partial", 1),
        markdown("Why?", grade_id="why", grade=True, solution=True, points=2),
    ]
)
MOST = {"double_of_two": 1, "double_of_others": 2, "total_is_appended": 2, "partial": 1}

RIGHT = {
    "double": "def double(number):\n    return number + number",
    "add_total": "def add_total(row):\n    row.append(sum(row))",
}


def sheet() -> Sheet:
    """Give the exercise as it was released."""
    given = {
        cell["metadata"]["nbgrader"]["grade_id"]: Released(cell["source"]) for cell in _answers()
    }
    return with_released_cells(read_sheet("arithmetic", as_bytes(SOURCE)), given)


def _answers() -> list[Cell]:
    cells = released()["cells"]
    return [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("solution")]


def released() -> Notebook:
    """Give what a learner gets: stubs, and no hidden checks."""
    cells = json.loads(json.dumps(SOURCE["cells"]))
    for cell in cells:
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("solution") and cell["cell_type"] == "code":
            head = cell["source"].split("    ### BEGIN SOLUTION")[0]
            cell["source"] = head + "    raise NotImplementedError\n"
        cell["source"] = cell["source"].split("### BEGIN HIDDEN TESTS")[0]
    return notebook(cells)


def submitted(answers: dict[str, str], extra: Iterable[str] = ()) -> Notebook:
    """Give a submission: answers by `grade_id`, and cells of one's own before them."""
    book = released()
    for cell in book["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell["source"] = answers[grade_id]
    book["cells"][1:1] = [code(source) for source in extra]
    return book


def as_bytes(book: Notebook) -> bytes:
    return json.dumps(book).encode()

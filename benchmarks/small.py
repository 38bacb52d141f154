"""A small assignment: four functions of a line, six checks, a client that asks nothing.

What grading takes beyond what is graded shows here: processes, boxes, the platform, the gradebook.
"""

from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

NAME = "small"
_CELLS = [
    ("", "import json\nfrom openai import OpenAI\n\nclient = OpenAI(api_key='none')"),
    ("double", "def double(number):\n    return 2 * number"),
    ("greet", "def greet(name):\n    return f'Hello, {name}!'"),
    ("", "print(double(2), greet('you'))"),
    ("total", "def total(rows):\n    return sum(row['count'] for row in rows)"),
    ("", "[double(number) for number in range(10)]"),
    ("parse", "def parse(text):\n    return json.loads(text)"),
    ("", "sorted({greet(name) for name in 'abc'})"),
]
_CHECKS = [
    "assert double(2) == 4",
    "assert [double(number) for number in range(5)] == [0, 2, 4, 6, 8]",
    "assert greet('Ada') == 'Hello, Ada!'",
    "assert total([{'count': 1}, {'count': 2}]) == 3",
    "assert total([]) == 0",
    "assert parse('[1, 2]') == [1, 2]",
]
_USUAL = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}


def notebook() -> str:
    """Give the assignment with its answers, as a file."""
    answers = [_cell(source, grade_id=name, solution=True) for name, source in _CELLS]
    checks = [
        _cell(source, grade_id=f"check_{number}", grade=True, locked=True, points=1)
        for number, source in enumerate(_CHECKS)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = new_notebook(cells=[*answers, *checks], metadata={"kernelspec": kernel})
    return str(nbformat.writes(made))


def _cell(source: str, **own: Any) -> nbformat.NotebookNode:
    nbgrader = {"nbgrader": {**_USUAL, "cell_type": "code", **own}} if own["grade_id"] else {}
    made: nbformat.NotebookNode = new_code_cell(source, metadata=nbgrader)
    return made

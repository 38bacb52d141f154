"""Hints for a task, each stronger than the one before; none gives the answer.

They live in `course_utils/hints/EXERCISE.toml`, one list of sentences for each task, because the text
is a teacher's and must reach a learner without standing in the notebook where it is read by accident.
"""

import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "hints"


def hints_for(task: str) -> list[str]:
    """Give a task's hints, weakest first; none for what is no task."""
    return _all_hints().get(task, [])


def tasks() -> frozenset[str]:
    """Give the names of the tasks of all exercises; no two have the same."""
    return frozenset(_all_hints())


@cache
def _all_hints() -> dict[str, list[str]]:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in _FOLDER.glob("*.toml")]
    return {task: hints for table in tables for task, hints in table.items()}

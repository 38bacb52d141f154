"""Hints for a task, each stronger than the one before; none gives the answer.

They live in `course_utils/hints/EXERCISE.toml`, because the text is a teacher's and must reach a learner
without standing in the notebook where it is read by accident. A task is a table: `task` lists what helps
with the task as a whole, and a check's rule, word for word, what helps with that rule.
"""

import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "hints"
_WHOLE_TASK = "task"


def hints_for(task: str, rule: str = "") -> list[str]:
    """Give the hints for a rule, weakest first, and then those for its task; none for what is no task."""
    ladders = _all_hints().get(task, {})
    return [*ladders.get(rule, []), *ladders.get(_WHOLE_TASK, [])]


def rules(task: str) -> frozenset[str]:
    """Give the rules of a task that have hints of their own."""
    return frozenset(_all_hints().get(task, {})) - {_WHOLE_TASK}


def tasks() -> frozenset[str]:
    """Give the names of the tasks of all exercises; no two have the same."""
    return frozenset(_all_hints())


@cache
def _all_hints() -> dict[str, dict[str, list[str]]]:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in _FOLDER.glob("*.toml")]
    return {task: ladders for table in tables for task, ladders in table.items()}

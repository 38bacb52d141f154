"""Hints for a task, each stronger than the one before; none gives the answer.

They live in `course_utils/hints/EXERCISE.toml`, because the text is a teacher's and must reach a learner
without standing in the notebook where it is read by accident. A task is a table: `task` lists what helps
with the task as a whole, and a check's rule, word for word, what helps with that rule. `common.toml` has the hints for mistakes that are made in any exercise.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "hints"
_COMMON = "common.toml"
_WHOLE_TASK = "task"


def hints_for(task: str, rule: str = "", message: str = "") -> list[str]:
    """Give the hints for a task, weakest first; none for what is no task.

    Args:
        task: the function's name.
        rule: the rule that failed; its hints come before those for the task as a whole.
        message: what its check said; a hint for a well-known mistake comes before all others.
    """
    ladders = _all_hints().get(task)
    if ladders is None:
        return []
    text = " ".join(message.split())
    first = next((each for each in _common() if re.search(each.said, text)), None)
    if first is not None and first.alone:
        return [first.hint]
    common = [first.hint] if first else []
    return [*common, *ladders.get(rule, []), *ladders.get(_WHOLE_TASK, [])]


def rules(task: str) -> frozenset[str]:
    """Give the rules of a task that have hints of their own."""
    return frozenset(_all_hints().get(task, {})) - {_WHOLE_TASK}


def tasks() -> frozenset[str]:
    """Give the names of the tasks of all exercises; no two have the same."""
    return frozenset(_all_hints())


@dataclass(frozen=True)
class _Common:
    """A hint for a mistake that is made in any exercise.

    Attributes:
        said: a regular expression that finds it in a check's message.
        hint: what helps.
        alone: there is nothing to say about the rule before this is cured.
    """

    said: str
    hint: str
    alone: bool = False


@cache
def _common() -> list[_Common]:
    table = tomllib.loads((_FOLDER / _COMMON).read_text("utf-8"))
    return [_Common(**each) for each in table["mistake"]]


@cache
def _all_hints() -> dict[str, dict[str, list[str]]]:
    files = [file for file in _FOLDER.glob("*.toml") if file.name != _COMMON]
    tables = [tomllib.loads(file.read_text("utf-8")) for file in files]
    return {task: ladders for table in tables for task, ladders in table.items()}

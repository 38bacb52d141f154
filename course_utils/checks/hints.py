"""Hints for a task, each stronger than the one before; none gives the answer.

They live in `course_utils/hints/EXERCISE.toml`, because the text is a teacher's and must reach a learner
without standing in the notebook where it is read by accident. A task is a table: `task` lists what helps
before any check has failed; a check's rule, word for word, what helps with that rule, from where to look
to which tool to take; and `mistake` what helps with a cause that shows in a check's message. `common.toml`
has the hints for mistakes that are made in any exercise.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parents[1] / "hints"
_COMMON = "common.toml"


def hints_for(task: str, rule: str = "", message: str = "") -> list[str]:
    """Give the hints for a task, weakest first; none for what is no task.

    Args:
        task: the function's name.
        rule: the rule that failed; where none did, the hints are those for the task as a whole.
        message: what its check said; where it shows a well-known cause, the first hint speaks of that
            instead of asking where to look.
    """
    ladders = _all_hints().get(task)
    if ladders is None:
        return []
    ladder = ladders.rules.get(rule, ladders.task)
    text = " ".join(message.split())
    cause = next(
        (each for each in [*ladders.mistakes, *_common()] if re.search(each.said, text)), None
    )
    if cause is None:
        return list(ladder)
    return [cause.hint] if cause.alone else [cause.hint, *ladder[1:]]


def rules(task: str) -> frozenset[str]:
    """Give the rules of a task that have hints of their own."""
    ladders = _all_hints().get(task)
    return frozenset(ladders.rules) if ladders else frozenset()


def tasks() -> frozenset[str]:
    """Give the names of the tasks of all exercises; no two have the same."""
    return frozenset(_all_hints())


@dataclass(frozen=True)
class _Mistake:
    """A hint for a cause that shows in a check's message.

    Attributes:
        said: a regular expression that finds it there, on one line.
        hint: what helps.
        alone: there is nothing to say about the rule before this is cured.
    """

    said: str
    hint: str
    alone: bool = False


@dataclass(frozen=True)
class _Ladders:
    """All hints of one task."""

    task: list[str]
    rules: dict[str, list[str]]
    mistakes: list[_Mistake]


@cache
def _common() -> list[_Mistake]:
    table = tomllib.loads((_FOLDER / _COMMON).read_text("utf-8"))
    return [_Mistake(**each) for each in table["mistake"]]


@cache
def _all_hints() -> dict[str, _Ladders]:
    files = [file for file in _FOLDER.glob("*.toml") if file.name != _COMMON]
    tables = [tomllib.loads(file.read_text("utf-8")) for file in files]
    return {task: _ladders(table) for each in tables for task, table in each.items()}


def _ladders(table: dict[str, Any]) -> _Ladders:
    mistakes = [_Mistake(**each) for each in table.pop("mistake", [])]
    return _Ladders(table.pop("task"), table, mistakes)

"""Hints for a task, each stronger than the one before; none gives the answer.

They live in `course_utils/hints/EXERCISE.toml`, because the text is a teacher's and must reach a learner
without standing in the notebook where it is read by accident. Two exercises may have a task of the same
name. A task is a table: `task` lists what helps
before any check has failed; a check's rule, word for word, what helps with that rule, from where to look
to which tool to take; and `mistake` what helps with a cause that shows in a check's message. `common.toml`
has the hints for mistakes that are made in any exercise.
"""

import re
import tomllib
from collections.abc import Collection, Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parents[1] / "hints"
_COMMON = "common.toml"


def hints_for(exercise: str, task: str, rule: str = "", message: str = "") -> list[str]:
    """Give the hints for a task, weakest first; none for what is no task of that exercise.

    Args:
        exercise: the exercise's name.
        task: the function's name.
        rule: the rule that failed; where none did, the hints are those for the task as a whole.
        message: what its check said; where it shows a well-known cause, the first hint speaks of that
            instead of asking where to look.
    """
    ladders = _ladders_of(exercise).get(task)
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


def rules(exercise: str, task: str) -> frozenset[str]:
    """Give the rules of a task that have hints of their own."""
    ladders = _ladders_of(exercise).get(task)
    return frozenset(ladders.rules) if ladders else frozenset()


def tasks(exercise: str | None = None) -> frozenset[str]:
    """Give the names of the tasks of an exercise; without one, of all of them."""
    chosen = exercises() if exercise is None else [exercise]
    return frozenset(task for each in chosen for task in _ladders_of(each))


@cache
def exercises() -> tuple[str, ...]:
    """Give the names of the exercises that have hints."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml") if file.name != _COMMON))


def exercise_of(task: str, met: Collection[tuple[str, str]], names: Container[str]) -> str:
    """Tell which exercise a notebook is, of those with a task of that name; "" where none has one.

    Its checks' rules show it, and where it has run none of them yet, its functions.

    Args:
        task: the function's name.
        met: task and rule of each check that the notebook has run.
        names: what the notebook has defined.
    """

    def likeness(exercise: str) -> tuple[int, int]:
        known = sum(rule in rules(exercise, of) for of, rule in met)
        return known, sum(each in names for each in tasks(exercise))

    return max((each for each in exercises() if task in tasks(each)), key=likeness, default="")


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
def _ladders_of(exercise: str) -> dict[str, _Ladders]:
    if exercise not in exercises():
        return {}
    tables = tomllib.loads((_FOLDER / f"{exercise}.toml").read_text("utf-8"))
    return {task: _ladders(table) for task, table in tables.items()}


def _ladders(table: dict[str, Any]) -> _Ladders:
    mistakes = [_Mistake(**each) for each in table.pop("mistake", [])]
    return _Ladders(table.pop("task"), table, mistakes)

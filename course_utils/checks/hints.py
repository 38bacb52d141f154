"""Hints for a task, each stronger than the one before; none gives the answer.

They live in `course_utils/hints/EXERCISE.toml`, one list of sentences for each task, because the text
is a teacher's and must reach a learner without standing in the notebook where it is read by accident.
"""

import tomllib
from importlib import resources


def hints_for(task: str) -> list[str]:
    """Give a task's hints, weakest first.

    Raises:
        KeyError: no exercise has a task of that name.
    """
    for file in (resources.files("course_utils") / "hints").iterdir():
        if file.name.endswith(".toml"):
            hints: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8"))
            if task in hints:
                return hints[task]
    raise KeyError(task)

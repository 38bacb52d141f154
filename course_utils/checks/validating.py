"""nbgrader's *Validate*, made to read a notebook as everything of the course does.

Its button and its command ask one class, which has no setting for how a file is read.
"""

import os
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from nbgrader.validator import Validator

from course_utils.environment import for_our_programs
from course_utils.learner.units import find_course_home

if TYPE_CHECKING:
    from course_utils.checks.exercise import CheckResult

_WIDTH = 80
"""Characters: `nbgrader validate` prints `raw_error`, and cuts what is beyond its 87th. Its button shows `error`."""

Results = dict[str, list[dict[str, str]]]

_validate_as_nbgrader = Validator.validate


def validate_exercises() -> None:
    """Let nbgrader validate the course's exercises with `course check`; other notebooks as before."""
    Validator.validate = _validate


def _validate(validator: Any, filename: str) -> Results:
    from course_utils.checks import exercise, reading  # noqa: PLC0415 - not for whoever only reads the configuration

    path = Path(filename).absolute()
    try:
        paper = reading.read_exercise(path, find_course_home(path.parent) / "exercises")
        environment = for_our_programs(os.environ)
        results = exercise.run_checks(paper, path.parent, environment)
    except reading.NoExerciseError:
        found: Results = _validate_as_nbgrader(validator, filename)
        return found
    except reading.ExerciseError as why:
        return {"failed": [_failed("", str(why))]}
    failed = [
        _failed(paper.sheet.by_id[result.name].source, _told(result))
        for result in results
        if not result.passed or result.earned < result.points
    ]
    return {"failed": failed} if failed else {}


def _told(result: "CheckResult") -> str:
    if result.passed:
        return "Partial credit; passed some but not all of the tests"
    return f'{result.message}\nA hint, if you want one: check.hint("{result.task}")'


def _failed(source: str, told: str) -> dict[str, str]:
    lines = [line for part in told.splitlines() for line in wrap(part, _WIDTH)]
    return {"source": source.strip(), "error": escape(told), "raw_error": "\n".join(lines)}

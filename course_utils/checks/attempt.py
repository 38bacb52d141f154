"""An attempt at an exercise: a learner's notebook checked from the top, and what came out.

`course check` and *Check my work* are both this.
"""

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from course_utils.checks.exercise import (
    CheckResult,
    Written,
    run_checks,
    written_answers,
)
from course_utils.checks.reading import read_exercise
from course_utils.environment import ADDRESS_VARIABLE, PRIVATE, for_our_programs


@dataclass(frozen=True)
class Attempt:
    """What the checks of an exercise said, in their order, and what is odd about the notebook."""

    exercise: str
    flags: tuple[str, ...]
    results: tuple[CheckResult, ...]
    written: tuple[Written, ...] = ()

    @property
    def passed(self) -> bool:
        return all(result.passed for result in self.results)

    def as_json(self) -> dict[str, Any]:
        """Give what `course check --json` prints: points, flags, and each check by `result_as_json`."""
        return {
            "exercise": self.exercise,
            "flags": list(self.flags),
            "passed": self.passed,
            "points": sum(result.earned for result in self.results),
            "points_possible": sum(result.points for result in self.results),
            "checks": [result_as_json(result) for result in self.results],
            "written": [asdict(each) for each in self.written],
        }


def result_as_json(result: CheckResult) -> dict[str, Any]:
    """Give a check's fields, and `passed`."""
    return asdict(result) | {"passed": result.passed}


def check_exercise(
    exercises: Path,
    path: Path,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    told: Callable[[CheckResult], None] = lambda _result: None,
) -> Attempt:
    """Run a learner's notebook from the top in a fresh kernel, with the checks as they are given out.

    The learner's own practice platform is left alone: the notebook gets a private one.

    Args:
        exercises: the folder of what is given out.
        path: the notebook.
        progress: is told how many cells are done, out of how many.
        told: is given each result as soon as its check has run.

    Raises:
        ExerciseError: the notebook can't be used, or no kernel starts.
    """
    paper = read_exercise(path, exercises)
    private = {**for_our_programs(os.environ), ADDRESS_VARIABLE: PRIVATE}
    results = run_checks(paper, path.parent, private, progress, told)
    return Attempt(paper.sheet.name, paper.flags, tuple(results), written_answers(paper))

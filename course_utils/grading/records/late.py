"""What handing in late costs: as nbgrader's configuration and its plugin say."""

import math
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook

from course_utils.errors import CourseError

if TYPE_CHECKING:
    from datetime import datetime

    from traitlets.config import Config


class LatePenaltyError(CourseError):
    """The instructor's plugin failed."""


class LatePenalties:
    """The penalties of one assignment. Without a due date there is none, and nothing is asked."""

    def __init__(self, book: Gradebook, config: "Config", assignment: str) -> None:
        self._book, self._assignment = book, assignment
        self.due: datetime | None = book.find_assignment(assignment).duedate
        if self.due is not None:
            from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 - loads nbconvert

            rule = AssignLatePenalties(config=config)
            rule.init_plugin()
            self._plugin = rule.plugin_inst

    def assign(self, student: str) -> None:
        """Set the penalty of each notebook, between nothing and its score.

        Raises:
            LatePenaltyError: the plugin failed.
        """
        if self.due is None:
            return
        submission = self._book.find_submission(self._assignment, student)
        late = submission.total_seconds_late
        for notebook in submission.notebooks if late > 0 else ():
            penalty = self._ask(student, notebook.score, late)
            if penalty is not None:
                notebook.late_submission_penalty = min(max(penalty, 0.0), notebook.score)

    def _ask(self, student: str, score: float, seconds: float) -> float | None:
        try:
            said = self._plugin.late_submission_penalty(student, score, seconds)
            return None if said is None else _points(said)
        except Exception as error:
            raise LatePenaltyError(
                f"{type(self._plugin).__name__}, which says what handing in late costs, failed: {error}."
            ) from error


def _points(said: Any) -> float:
    points = float(said)
    if not math.isfinite(points):
        raise ValueError(f"it says {points}, which is no number of points")
    return points

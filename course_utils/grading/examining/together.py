"""Checks that need more than plain values: they run in the learner's own process, inside its box.

That is how every notebook grader does it. The box protects the instructor and the others; the verdict
is computed beside the learner's code, and code that means to can forge it. The report says so.
"""

from course_utils.grading.coursework.submitted import PaperCell
from course_utils.grading.coursework.verdict import (
    CellVerdict,
    believable_outputs,
    error_output,
    number_of,
    outputs_that_tell,
    points_of,
)
from course_utils.grading.examining.sitting import Sitting


class SittingTogether(Sitting):
    """A submission whose checks run where its own cells ran."""

    def _check(self, cell: PaperCell) -> CellVerdict:
        order = {"do": "run", "source": cell.source, "seconds": self._times.cell}
        answer = self._ask_learner(order)
        if isinstance(answer, str):
            return CellVerdict([error_output("CheckStopped", answer)], points=0.0)
        if answer.get("timed_out"):
            self.verdict.flag("timed out")
        number = number_of(answer.get("number"))
        points = points_of(answer.get("ok") is True, number, cell.points)
        outputs = believable_outputs(answer.get("outputs"), None, self._limit)
        return CellVerdict(outputs_that_tell(outputs, points, number), points=points)

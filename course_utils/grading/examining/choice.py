"""Which of the two ways an assignment is graded: decided by the instructor's own solution.

The solution is examined as a submission is, apart. If it earns all points, so can every right answer.
If it does not, and does with the checks in its own process, these checks need more than plain values.
"""

from dataclasses import dataclass
from typing import Protocol

from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.pair import Beside, Way
from course_utils.notebooks.matching import Paper, read_paper


class Examines(Protocol):
    def examine(self, paper: Paper, beside: Beside, way: Way) -> Verdict: ...


@dataclass(frozen=True)
class Decision:
    """The way, and what the report says about it (nothing, where it is the safe one)."""

    way: Way
    notes: tuple[str, ...] = ()


def decide(slot: Examines, assignment: Assignment) -> Decision:
    """Examine the instructor's solution, in the way that cannot be forged and, if need be, the other."""
    lost_apart = _lost(slot, assignment, "apart")
    if not lost_apart:
        return Decision("apart")
    lost_together = _lost(slot, assignment, "together")
    if len(lost_together) < len(lost_apart):
        needing = ", ".join(sorted(set(lost_apart) - set(lost_together)))
        note = (
            f"Graded with the checks in the learner's own process: {needing} needs more than plain "
            "values. The box protects you and the others, but code that means to can forge its score."
        )
        return Decision("together", (note, *_broken(lost_together)))
    return Decision("apart", _broken(lost_apart))


def _broken(lost: list[str]) -> tuple[str, ...]:
    if not lost:
        return ()
    return (
        f"Your own solution does not pass {', '.join(lost)}: mend the check or the solution, then "
        "grade again.",
    )


def _lost(slot: Examines, assignment: Assignment, way: Way) -> list[str]:
    """Give the checks that the instructor's solution does not pass in full."""
    lost = []
    for sheet in assignment.sheets:
        paper = read_paper(sheet.reference, sheet)
        verdict = slot.examine(paper, Beside(assignment.files), way)
        lost += [
            str(cell.grade_id)
            for cell in paper.cells
            if cell.kind == "check" and (verdict.cells[cell.place].points or 0) < cell.points
        ]
    return lost

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

_TRIES = 3


class Examines(Protocol):
    def examine(self, paper: Paper, beside: Beside, way: Way) -> Verdict: ...


@dataclass(frozen=True)
class Decision:
    """The way, and what the report says about it (nothing, where it is the safe one)."""

    way: Way
    notes: tuple[str, ...] = ()


def decide(slot: Examines, assignment: Assignment) -> Decision:
    """Examine the instructor's solution, in the way that cannot be forged and, if need be, the other.

    A check counts as lost when it is lost each time: what passes, such as a machine that is busy, must never
    lead a class into the way that can be forged.
    """
    lost_apart, seen = _lost_each_time(slot, assignment, "apart")
    if not lost_apart:
        return Decision("apart")
    lost_together, _ = _lost_each_time(slot, assignment, "together")
    needing = ", ".join(sorted(lost_apart - lost_together))
    if not needing or seen:
        return Decision("apart", _broken(lost_apart, seen))
    note = (
        f"Graded with the checks in the learner's own process: {needing} needs more than plain "
        "values. The box protects you and the others, but code that means to can forge its score."
    )
    return Decision("together", (note, *_broken(lost_together)))


def _broken(lost: set[str], seen: tuple[str, ...] = ()) -> tuple[str, ...]:
    if not lost:
        return ()
    if seen:
        return (
            f"Your own solution lost {', '.join(sorted(lost))} here ({', '.join(seen)}). If that comes from this "
            "machine, make room on it and grade again; if not, mend the check or the solution.",
        )
    return (
        f"Your own solution does not pass {', '.join(sorted(lost))}: mend the check or the solution, then "
        "grade again.",
    )


def _lost_each_time(
    slot: Examines, assignment: Assignment, way: Way
) -> tuple[set[str], tuple[str, ...]]:
    """Give the checks that the instructor's solution never passes in full, and the flags that were seen meanwhile."""
    lost, seen = _lost(slot, assignment, way)
    for _ in range(_TRIES - 1):
        if lost:
            again, flags = _lost(slot, assignment, way)
            lost, seen = lost & again, tuple(dict.fromkeys((*seen, *flags)))
    return lost, seen


def _lost(slot: Examines, assignment: Assignment, way: Way) -> tuple[set[str], tuple[str, ...]]:
    lost, seen = set(), list[str]()
    for sheet in assignment.sheets:
        paper = read_paper(sheet.reference, sheet)
        verdict = slot.examine(paper, Beside(assignment.files), way)
        seen += verdict.flags
        lost |= {
            str(cell.grade_id)
            for cell in paper.cells
            if cell.kind == "check" and (verdict.cells[cell.place].points or 0) < cell.points
        }
    return lost, tuple(seen)

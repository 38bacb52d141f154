"""Who handed in, and whose folder has a name that can't be a student's."""

from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.coursework.handed_in import students, trouble_with_name
from course_utils.grading.coursework.outcome import Outcome


class NothingToGradeError(CourseError):
    """There is no submission of the assignment."""


@dataclass(frozen=True)
class Roll:
    """Who is graded in this run, who is refused, and who is there at all."""

    chosen: list[str]
    refused: list[Outcome]
    everybody: set[str]

    @property
    def total(self) -> int:
        return len(self.chosen) + len(self.refused)


def call_the_roll(submitted: Path, assignment: str, student: str | None) -> Roll:
    """Find who handed in an assignment; of one student's only, if one is named.

    Raises:
        NothingToGradeError: nobody did, or this one did not.
    """
    there = students(submitted, assignment)
    place = f"{submitted.name}/STUDENT/{assignment}/"
    if not there:
        raise NothingToGradeError(f"Nobody has handed in {assignment}: {place} is empty.")
    named = [name for name in there if trouble_with_name(name) is None]
    refused = [_refused(name) for name in there if trouble_with_name(name) is not None]
    everybody = {*named, *(outcome.student for outcome in refused)}
    if student is None:
        return Roll(named, refused, everybody)
    if student not in named:
        raise NothingToGradeError(
            f"{student} has not handed in {assignment}: "
            f"there is no {place.replace('STUDENT', student)}."
        )
    return Roll([student], [], everybody)


def _refused(student: str) -> Outcome:
    """Show the name as Python writes it, so that nothing of it reaches a terminal."""
    why = f"could not be graded: {trouble_with_name(student)}; rename the folder"
    return Outcome(repr(student), "", failed=True, flags=[why])

"""Who handed in, and whose folder has a name that can't be a student's."""

import os
import unicodedata
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.coursework.outcome import Outcome
from course_utils.notebooks.names import quoted

LONGEST_NAME = 128
"""Characters that nbgrader's gradebook has for a student's id."""

_NOT_STUDENTS = frozenset({".ipynb_checkpoints"})


class NothingToGradeError(CourseError):
    """There is no submission of the assignment."""


@dataclass(frozen=True)
class Roll:
    """Whose folders are graded in this run, who is refused, and who is there at all (by id)."""

    chosen: list[str]
    refused: list[Outcome]
    everybody: set[str]

    @property
    def total(self) -> int:
        return len(self.chosen) + len(self.refused)


def id_of(folder_name: str) -> str:
    """Give a student's id: the folder's name in Unicode's composed form, however a system writes it."""
    return unicodedata.normalize("NFC", folder_name)


def students(submitted: Path, assignment: str) -> list[str]:
    """Give the names of the folders of those who handed in this assignment."""
    if not submitted.is_dir():
        return []
    return sorted(
        entry.name
        for entry in os.scandir(submitted)
        if entry.name not in _NOT_STUDENTS and os.path.lexists(Path(entry.path, assignment))
    )


def _astray(submitted: Path, assignment: str) -> dict[str, str]:
    """Name what stands in a learner's folder where the assignment's is looked for, and nearly is it."""
    nearly = {assignment.casefold(), f"{assignment}.ipynb".casefold()}
    found: dict[str, str] = {}
    for folder in submitted.iterdir() if submitted.is_dir() else ():
        with suppress(OSError):  # no folder, or not to be read
            if not (folder.is_symlink() or os.path.lexists(folder / assignment)):
                near = [each.name for each in folder.iterdir() if each.name.casefold() in nearly]
                found |= dict.fromkeys([folder.name] if near else [], min(near, default=""))
    return found


def trouble_with_name(student: str) -> str | None:
    """Tell why a folder's name can't be a student's id in a gradebook, a report and a terminal."""
    if not student.isprintable():  # halves of characters too: what is no UTF-8 is read as those
        return "it has characters that can't be printed, or is no UTF-8"
    if len(id_of(student)) > LONGEST_NAME:
        return f"it has more than the {LONGEST_NAME} characters that nbgrader's gradebook holds"
    if student != student.strip():
        return "it begins or ends with a space, which nbgrader takes away"
    if student.startswith("."):
        return "it begins with a dot, which nbgrader passes over"
    return None


def call_the_roll(submitted: Path, assignment: str, student: str | None) -> Roll:
    """Find who handed in an assignment; of one student's only, if one is named.

    Raises:
        NothingToGradeError: nobody did, or this one did not.
    """
    there = students(submitted, assignment)
    astray = _astray(submitted, assignment)
    place = f"{submitted.name}/STUDENT/{assignment}/"
    if not there and not astray:
        raise NothingToGradeError(f"Nobody has handed in {assignment}: {place} is empty.")
    alike = Counter(map(id_of, there))
    chosen = []
    refused = [
        _refused(
            id_of(name) if trouble_with_name(name) is None else repr(name),
            f"it is looked for in {assignment}/, and there is {quoted(near)}; move it there",
        )
        for name, near in sorted(astray.items())
    ]
    for name in there:
        if trouble := trouble_with_name(name):
            refused.append(_refused(repr(name), f"{trouble}; rename the folder"))
        elif alike[id_of(name)] == 1:
            chosen.append(name)
    for name, count in alike.items():
        if count > 1 and trouble_with_name(name) is None:
            why = f"{count} folders have this name, in different forms of Unicode; make them one"
            refused.append(_refused(name, why))
    everybody = {*map(id_of, chosen), *(outcome.student for outcome in refused)}
    if student is None:
        return Roll(chosen, refused, everybody)
    mine = [name for name in chosen if id_of(name) == id_of(student)]
    for outcome in refused:
        if outcome.student in (id_of(student), repr(student)):
            raise NothingToGradeError(f"{outcome.student} {outcome.flags[0]}.")
    if not mine:
        raise NothingToGradeError(
            f"{student} has not handed in {assignment}: "
            f"there is no {place.replace('STUDENT', student)}."
        )
    return Roll(mine, [], everybody)


def _refused(shown: str, why: str) -> Outcome:
    """Name a folder: as Python writes it where that is not printable, so that nothing of it reaches a terminal."""
    return Outcome(shown, "", failed=True, flags=[f"could not be graded: {why}"])

"""Which exercise somebody's work is: an archive of another one is easily taken for this one's."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath

from course_utils.grading.coursework.assignment import (
    Assignment,
    AssignmentError,
    assignments,
    load_assignment,
)
from course_utils.notebooks.finding import holds_cells_of, may_be_notebook


class Which:
    """Tells work of an assignment from that of the course's others, by its cells and else by its name."""

    def __init__(self, source: Path, assignment: str) -> None:
        self._source, self._name = source, assignment

    def another(self, files: Mapping[PurePosixPath, bytes]) -> str:
        """Give the other assignment whose work this plainly is, "" where there is none."""
        bodies = [body for path, body in files.items() if may_be_notebook(path.name)]
        if not bodies or _is_of(self._mine, bodies):
            return ""
        by_cells = (name for name, other in self._others.items() if _is_of(other, bodies))
        names = {path.stem for path in files}
        by_name = (name for name in self._others if name in names and self._name not in names)
        return next(by_cells, "") or next(by_name, "")

    @cached_property
    def _mine(self) -> Assignment:
        return load_assignment(self._source, self._name, need_checks=False)

    @cached_property
    def _others(self) -> dict[str, Assignment]:
        found = {}
        for name in assignments(self._source):
            if name != self._name:
                with suppress(AssignmentError):  # it is of no concern here
                    found[name] = load_assignment(self._source, name, need_checks=False)
        return found


def _is_of(assignment: Assignment, bodies: Collection[bytes]) -> bool:
    return any(holds_cells_of(sheet, body) for sheet in assignment.sheets for body in bodies)

"""nbgrader's gradebook, written by one process in nbgrader's own session, some submissions a commit."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Self

import sqlalchemy as sa
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.api import Notebook as NotebookRow
from traitlets import TraitError

from course_utils.grading.coursework.assignment import (
    Assignment,
    Released,
    is_released,
    with_released_cells,
    without,
)
from course_utils.grading.coursework.outcome import CheckMark, Outcome
from course_utils.grading.records.configuration import not_possible
from course_utils.grading.records.entry import (
    enter,
    given_out,
    is_half_entered,
    judged_by,
)
from course_utils.grading.records.late import LatePenalties, LatePenaltyError
from course_utils.grading.records.layout import Folders
from course_utils.grading.records.marked import answers, note_answers, prepare
from course_utils.grading.records.opening import (
    UNUSABLE,
    GradebookError,
    explained,
    open_gradebook,
    quiet,
)
from course_utils.grading.records.preview import never_released
from course_utils.grading.records.standing import Place, Standing, comments, standings
from course_utils.notebooks.sheet import GRADED, Sheet


@dataclass(frozen=True)
class _NotebookIds:
    """The database's ids of a notebook and of its cells, by `grade_id`."""

    notebook: str
    graded: dict[str, str]
    commented: dict[str, str]


class Ledger:
    """One assignment in the gradebook."""

    def __init__(self, folders: Folders, assignment: Assignment) -> None:
        self._folders = folders
        try:
            with ExitStack() as opened:
                with quiet():
                    self._book = open_gradebook(folders.db_url, folders.course_id)
                    opened.callback(self._book.close)
                    self.assignment = self._released(assignment)
                counting = without(assignment, self.assignment.left_out)
                self.changed = judged_by(self.assignment) != judged_by(counting)
                self._notebooks = self._cell_ids()
                self.late = LatePenalties(self._book, folders.config, assignment.name)
                self._opened = opened.pop_all()
        except TraitError as error:
            raise not_possible(folders.root, error) from error
        except UNUSABLE as error:
            raise GradebookError(explained(folders, error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def standings(self, students: Collection[str] | None = None) -> dict[str, Standing]:
        """Give what some students have by now, or everybody who was graded.

        Raises:
            GradebookError: it cannot be read.
        """
        with self._explaining():
            return standings(self._book.db, self._id, students)

    def comments(self, students: Collection[str]) -> dict[str, dict[Place, str]]:
        """Give what is said of some students' answers.

        Raises:
            GradebookError: it cannot be read.
        """
        with self._explaining():
            return comments(self._book.db, self._id, students)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise GradebookError(explained(self._folders, error)) from error

    def write(self, batch: Sequence[Outcome]) -> dict[str, Standing]:
        """Write some submissions in one transaction; give what these students have then.

        Raises:
            GradebookError: it could not be written; nothing of the batch was.
        """
        try:
            prepare(self._book.db)
            for outcome in batch:
                self._write(outcome)
                self.late.assign(outcome.student)
            self._book.db.flush()
            found = standings(self._book.db, self._id, [outcome.student for outcome in batch])
            self._book.db.commit()
        except (sa.exc.DBAPIError, LatePenaltyError) as error:
            self._book.db.rollback()
            raise GradebookError(explained(self._folders, error)) from error
        return found

    # the assignment

    def _released(self, assignment: Assignment) -> Assignment:
        """Give the assignment as it was released, and see that the gradebook knows it so.

        A notebook that was not given out and is not in the gradebook is none of its.
        """
        given = given_out(self._folders, assignment.name)
        known = self._known_notebooks(assignment.name)
        if known is None and given is None:
            missing = self._folders.release / assignment.name
            raise GradebookError(never_released(assignment.name, missing))
        released = {sheet.name for sheet in given.sheets} if given else set()
        if lost := sorted(released & set(assignment.left_out)):
            raise GradebookError(
                f"{', '.join(lost)} of {assignment.name} was given out, and can't be read or holds no checks in "
                f"{self._folders.source / assignment.name}. Put it back as it was given out."
            )
        names = {sheet.name for sheet in assignment.sheets}
        if names & (released | (known or set())):
            assignment = without(assignment, names - released - (known or set()))
        if given is not None and (
            known is None
            or {sheet.name for sheet in assignment.sheets} - known
            or is_half_entered(self._book, assignment)
        ):
            enter(self._book, assignment, given)
        self._id = self._book.find_assignment(assignment.name).id
        entered = self._entered(assignment)
        if given is None or not is_released(assignment, given):
            return entered
        if judged_by(entered) != judged_by(assignment):
            enter(self._book, assignment, given)
            return self._entered(assignment)
        return entered

    def _known_notebooks(self, assignment: str) -> set[str] | None:
        try:
            found = self._book.find_assignment(assignment)
        except MissingEntry:
            return None
        return {notebook.name for notebook in found.notebooks}

    def _entered(self, assignment: Assignment) -> Assignment:
        sheets = tuple(self._as_entered(sheet, assignment.name) for sheet in assignment.sheets)
        return replace(assignment, sheets=sheets)

    def _as_entered(self, sheet: Sheet, assignment: str) -> Sheet:
        afresh = (
            f"Put solutions and release of {assignment} back as they were given out, and its grades stay. "
            "To begin it afresh without them, first copy the gradebook, then "
            f"`nbgrader db assignment remove {assignment}`."
        )
        try:
            row = self._book.find_notebook(sheet.name, assignment)
        except MissingEntry:
            raise GradebookError(
                f"The gradebook knows {assignment} without {sheet.name}.ipynb. {afresh}"
            ) from None
        points = {cell.name: cell.max_score for cell in [*row.grade_cells, *row.task_cells]}
        graded = {cell.grade_id for cell in sheet.cells if cell.kind in GRADED}
        if graded != set(points):
            differing = ", ".join(sorted(graded ^ set(points)))
            raise GradebookError(
                f"The gradebook knows {assignment} with other graded cells ({differing}). {afresh}"
            )
        released = {
            cell.name: Released(cell.source, cell.checksum, points.get(cell.name))
            for cell in row.source_cells
        }
        return with_released_cells(sheet, released)

    def _cell_ids(self) -> dict[str, _NotebookIds]:
        notebook, cell = NotebookRow.__table__.c, BaseCell.__table__.c
        rows = self._book.db.execute(
            sa.select(notebook.name, notebook.id).where(notebook.assignment_id == self._id)
        )
        return {name: self._ids_in(id_, cell) for name, id_ in rows}

    def _ids_in(self, notebook_id: str, cell: Any) -> _NotebookIds:
        rows = self._book.db.execute(
            sa.select(cell.name, cell.id, cell.type).where(cell.notebook_id == notebook_id)
        ).all()
        return _NotebookIds(
            notebook_id,
            {name: id_ for name, id_, kind in rows if kind in ("GradeCell", "TaskCell")},
            {name: id_ for name, id_, kind in rows if kind in ("SolutionCell", "TaskCell")},
        )

    # a submission

    def _write(self, outcome: Outcome) -> None:
        rows = self._submission(outcome)
        marks = {(mark.notebook, mark.grade_id): mark for mark in outcome.marks}
        for name, ids in self._notebooks.items():
            grades = {id_: marks.get((name, cell)) for cell, id_ in ids.graded.items()}
            self._write_grades(rows[ids.notebook], grades)
            silent = {ids.commented.get(cell) for book, cell in outcome.unanswered if book == name}
            comments = {
                id_: "No response." if id_ in silent else None for id_ in ids.commented.values()
            }
            self._write_comments(rows[ids.notebook], comments)

    def _submission(self, outcome: Outcome) -> dict[str, str]:
        """Find or make the submission's rows; give those of its notebooks, by the notebook's id."""
        session = self._book.db
        if session.get(Student, outcome.student) is None:
            session.add(Student(id=outcome.student))
            session.flush()
        table = SubmittedAssignment.__table__
        mine = (table.c.assignment_id == self._id) & (table.c.student_id == outcome.student)
        id_ = session.scalar(sa.select(table.c.id).where(mine))
        if id_ is None:
            id_ = new_uuid()
            new = {"id": id_, "assignment_id": self._id, "student_id": outcome.student}
            session.execute(sa.insert(table).values(**new, timestamp=outcome.timestamp))
        else:
            session.execute(sa.update(table).where(mine).values(timestamp=outcome.timestamp))
        return self._submitted_notebooks(id_)

    def _submitted_notebooks(self, submission: str) -> dict[str, str]:
        table = SubmittedNotebook.__table__
        rows = self._book.db.execute(
            sa.select(table.c.notebook_id, table.c.id).where(table.c.assignment_id == submission)
        )
        there = dict(rows.tuples().all())
        mine = table.c.assignment_id == submission
        self._book.db.execute(sa.update(table).where(mine).values(late_submission_penalty=None))
        for ids in self._notebooks.values():
            if ids.notebook not in there:
                there[ids.notebook] = new_uuid()
                new = {"id": there[ids.notebook], "notebook_id": ids.notebook}
                self._book.db.execute(
                    sa.insert(table).values(**new, assignment_id=submission, flagged=False)
                )
        return there

    def _write_grades(self, notebook: str, marks: dict[str, CheckMark | None]) -> None:
        """Set the automatic scores.

        A score that a human gave stays, and is to be looked at again once it was given for another answer.
        """
        table = Grade.__table__
        rows = self._book.db.execute(
            sa.select(
                table.c.cell_id, table.c.id, table.c.manual_score, table.c.needs_manual_grade
            ).where(table.c.notebook_id == notebook)
        )
        there = {row.cell_id: row for row in rows}
        known, fresh = answers(self._book.db, notebook), dict[str, str]()
        values = []
        for cell, mark in marks.items():
            before = there.get(cell)
            id_ = before.id if before else new_uuid()
            fresh[id_] = mark.answer if mark else ""
            waits = mark is None or mark.points is None
            if before and before.manual_score is not None:
                waits = before.needs_manual_grade or fresh[id_] != known.get(id_)
            values.append(
                {
                    "id": id_,
                    "cell_id": cell,
                    "notebook_id": notebook,
                    "auto_score": mark.points if mark else None,
                    "needs_manual_grade": waits,
                }
            )
        self._upsert(table, values, {row.id for row in there.values()})
        note_answers(self._book.db, fresh, known)

    def _write_comments(self, notebook: str, comments: dict[str, str | None]) -> None:
        table = Comment.__table__
        rows = self._book.db.execute(
            sa.select(table.c.cell_id, table.c.id).where(table.c.notebook_id == notebook)
        )
        there = dict(rows.tuples().all())
        values = [
            {
                "id": there.get(cell) or new_uuid(),
                "cell_id": cell,
                "notebook_id": notebook,
                "auto_comment": comment,
            }
            for cell, comment in comments.items()
        ]
        self._upsert(table, values, set(there.values()))

    def _upsert(self, table: Any, values: list[dict[str, Any]], there: set[str]) -> None:
        new = [row for row in values if row["id"] not in there]
        if new:
            self._book.db.execute(sa.insert(table), new)
        known = [row for row in values if row["id"] in there]
        for row in known:
            self._book.db.execute(sa.update(table).where(table.c.id == row["id"]).values(**row))

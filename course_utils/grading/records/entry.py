"""An assignment as nbgrader's gradebook knows it: what was given out, and entering it there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from nbformat.notebooknode import from_dict
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.utils import compute_checksum, is_locked
from sqlalchemy.orm import scoped_session, sessionmaker

from course_utils.grading.coursework.assignment import Assignment, load_assignment
from course_utils.grading.records.layout import Folders
from course_utils.notebooks.sheet import SheetCell


@contextmanager
def _in_one_transaction(book: Gradebook) -> Iterator[None]:
    """Make one transaction of what nbgrader's methods do, each of which commits."""
    before = book.db
    before.rollback()  # what it has read is read again afterwards
    with book.engine.begin() as connection:
        book.db = scoped_session(
            sessionmaker(bind=connection, join_transaction_mode="rollback_only")
        )
        try:
            yield
        finally:
            book.db.remove()
            book.db = before


def is_half_entered(book: Gradebook, assignment: Assignment) -> bool:
    """Tell whether entering it was cut short: cells are missing, and nobody has been graded."""
    submission = SubmittedAssignment.__table__.c
    mine = submission.assignment_id == book.find_assignment(assignment.name).id
    if book.db.scalar(sa.select(submission.id).where(mine).limit(1)) is not None:
        return False
    try:
        known = {
            sheet.name: {
                cell.name for cell in book.find_notebook(sheet.name, assignment.name).source_cells
            }
            for sheet in assignment.sheets
        }
    except MissingEntry:
        return True
    return any(
        {cell.grade_id for cell in sheet.cells} - known[sheet.name] for sheet in assignment.sheets
    )


def judged_by(assignment: Assignment) -> list[tuple[str, str, float]]:
    """Give what decides a grade: the read-only cells, and what graded cells are worth."""
    return [
        (cell.grade_id, "" if cell.kind in ("answer", "written") else cell.source, cell.points)
        for sheet in assignment.sheets
        for cell in sheet.cells
    ]


def given_out(folders: Folders, assignment: str) -> Assignment | None:
    """Read what learners were given, if it is there."""
    if not (folders.release / assignment).is_dir():
        return None
    return load_assignment(folders.release, assignment, need_checks=False)


def enter(book: Gradebook, assignment: Assignment, given: Assignment) -> None:
    """Enter an assignment, or how it is now; answer cells as learners were given them."""
    stubs = {sheet.name: {cell.grade_id: cell for cell in sheet.cells} for sheet in given.sheets}
    with _in_one_transaction(book):
        book.update_or_create_assignment(assignment.name)
        for sheet in assignment.sheets:
            kernel = json.dumps(sheet.notebook_metadata.get("kernelspec", {}))
            book.update_or_create_notebook(sheet.name, assignment.name, kernelspec=kernel)
            for cell in sheet.cells:
                own = cell.kind in ("answer", "written")
                released = stubs.get(sheet.name, {}).get(cell.grade_id, cell) if own else cell
                _enter_cell(book, released, sheet.name, assignment.name)


def _enter_cell(book: Gradebook, cell: SheetCell, notebook: str, assignment: str) -> None:
    where = (cell.grade_id, notebook, assignment)
    worth = {"max_score": cell.points, "cell_type": cell.cell_type}
    if cell.metadata.get("task"):
        book.update_or_create_task_cell(*where, **worth)
    elif cell.metadata.get("grade"):
        book.update_or_create_grade_cell(*where, **worth)
    if cell.metadata.get("solution"):
        book.update_or_create_solution_cell(*where)
    node = from_dict(
        {
            "cell_type": cell.cell_type,
            "source": cell.source,
            "metadata": {"nbgrader": cell.metadata},
        }
    )
    book.update_or_create_source_cell(
        *where,
        cell_type=cell.cell_type,
        locked=is_locked(node),
        source=cell.source,
        checksum=compute_checksum(node),
    )

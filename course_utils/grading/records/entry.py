"""An assignment as nbgrader's gradebook knows it: what was given out, and entering it there."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from nbformat.notebooknode import from_dict
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.utils import compute_checksum, is_locked

from course_utils.grading.coursework.assignment import Assignment, load_assignment
from course_utils.grading.records.layout import Folders
from course_utils.notebooks.sheet import SheetCell


@contextmanager
def programs_on_path() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it runs by name, where the environment is not activated."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what nbgrader logs of a database that can't be written from the terminal: it raises too."""
    log = logging.getLogger("tornado.application")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def open_gradebook(db_url: str, course_id: str) -> Gradebook:
    """Open a gradebook; a new one in a file appears when it is whole, however making it ends."""
    path = sa.make_url(db_url).database or ""
    with programs_on_path():
        if db_url.startswith("sqlite:") and path and not Path(path).exists():
            fresh = Path(f"{path}.new")
            fresh.unlink(missing_ok=True)
            try:
                Gradebook(f"sqlite:///{fresh}", course_id).close()
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)
        _read(db_url)
        return Gradebook(db_url, course_id)


def _read(db_url: str) -> None:
    """See that a gradebook can be read: where it can't, nbgrader's class leaves its connection open."""
    engine = sa.create_engine(db_url)
    try:
        sa.inspect(engine).get_table_names()
    finally:
        engine.dispose()


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

"""An assignment as nbgrader's gradebook knows it: what was given out, and entering it there."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from nbformat.notebooknode import from_dict
from nbgrader.api import Base, Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.utils import compute_checksum, is_locked
from sqlalchemy.orm import scoped_session, sessionmaker

from course_utils.grading.coursework.assignment import Assignment, load_assignment
from course_utils.grading.records.layout import Folders
from course_utils.notebooks.sheet import SheetCell


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
    if db_url.startswith("sqlite:") and path and not Path(path).exists():
        fresh = Path(f"{path}.new")
        fresh.unlink(missing_ok=True)
        try:
            _make_if_empty(f"sqlite:///{fresh}")
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    _make_if_empty(db_url)
    return Gradebook(db_url, course_id)


def _make_if_empty(db_url: str) -> None:
    """Make the tables as nbgrader's class does, but in one transaction and without starting a program.

    That class runs `alembic`, which need not be on the path, to ask for the version; and it leaves its connection
    open where a database can't be read, which is found out here.
    """
    engine = sa.create_engine(db_url)
    try:
        if sa.inspect(engine).get_table_names():
            return
        from alembic.script import ScriptDirectory  # noqa: PLC0415 - once in a course's life

        version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            for statement in (
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
                "INSERT INTO alembic_version VALUES (:version)",
            ):
                connection.execute(sa.text(statement), {"version": version})
    finally:
        engine.dispose()


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

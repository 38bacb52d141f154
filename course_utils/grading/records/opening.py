"""Opens nbgrader's gradebook, a file or a database on a server, and says in a sentence why one can't be used."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CalledProcessError

import sqlalchemy as sa
from nbgrader.api import Base, Gradebook, InvalidEntry, SubmittedNotebook
from nbgrader.dbutil import ALEMBIC_DIR

from course_utils.errors import CourseError
from course_utils.grading.records.configuration import CONFIGURATION
from course_utils.grading.records.late import LatePenaltyError
from course_utils.grading.records.layout import Folders


class GradebookError(CourseError):
    """The gradebook cannot be used; the message says why and what to do."""


UNUSABLE = (sa.exc.SQLAlchemyError, InvalidEntry, ImportError, CalledProcessError, OSError)
"""What opening a gradebook raises beside `GradebookError`; `explained` makes a sentence of it."""

_SETTING = f"db_url in {CONFIGURATION}"
_MISSING = ("42P01", "42703")
_FULL = "53100"
_FORBIDDEN = ("42501", "25006")
"""PostgreSQL's codes (SQLSTATE): no such table or column; disk full; no right to, or only to read."""

_ALONE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(42011)"}
"""Lets one process make tables at a time, to the end of its transaction; Python begins none for SQLite's tables."""


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
    """Open a gradebook; in a new one all tables appear at once, however making them ends, and whoever else does.

    Raises:
        GradebookError: the address can't be read, or what is there is something else's.
        Exception: one of `UNUSABLE`.
    """
    _make_if_empty(_address(db_url))
    return Gradebook(db_url, course_id)


def gradebook_file(db_url: str) -> Path | None:
    """Give the file that a gradebook is, if it is one.

    Raises:
        GradebookError: the address can't be read.
    """
    address = _address(db_url)
    is_file = address.get_backend_name() == "sqlite" and address.database
    return Path(address.database or "") if is_file else None


def _address(db_url: str) -> sa.URL:
    try:
        address = sa.make_url(db_url)
        if "@" not in (address.host or ""):
            return address
    except (sa.exc.ArgumentError, ValueError):
        pass  # what these say may hold a piece of the password
    raise GradebookError(
        f"The gradebook's address, {_SETTING}, can't be read. It looks like sqlite:///FILE or "
        "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE; write an @ in the password as %40."
    )


def _make_if_empty(address: sa.URL) -> None:
    """Make the tables as nbgrader's class does, but in one transaction and without starting a program.

    That class runs `alembic`, which need not be on the path, to ask for the version; it adds its tables to whatever
    is there; and it leaves its connection open where a database can't be read, which is found out here.
    """
    engine = sa.create_engine(address)
    try:
        if _is_made(engine, address):
            return
        from alembic.script import ScriptDirectory  # noqa: PLC0415 - once in a course's life

        version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        with engine.begin() as connection:
            if begin := _ALONE.get(connection.dialect.name):
                connection.exec_driver_sql(begin)
            if _is_made(connection, address):  # by another process meanwhile
                return
            Base.metadata.create_all(connection)
            for statement in (
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
                "INSERT INTO alembic_version VALUES (:version)",
            ):
                connection.execute(sa.text(statement), {"version": version})
    finally:
        engine.dispose()


def _is_made(database: sa.Engine | sa.Connection, address: sa.URL) -> bool:
    """Tell whether a database is a gradebook, and not empty.

    Raises:
        GradebookError: it is something else's.
    """
    tables = sa.inspect(database).get_table_names()
    if tables and SubmittedNotebook.__tablename__ not in tables:
        named = ", ".join([*sorted(tables)[:3], *(["…"] if len(tables) > 3 else [])])
        raise GradebookError(
            f"{_place(address)} is no gradebook: it holds tables of something else ({named}). "
            f"Name an empty database, or a gradebook, as {_SETTING}; nothing was changed in this one."
        )
    return bool(tables)


def _place(address: sa.URL) -> str:
    """Name a gradebook without the password."""
    name = address.database or address.username or "in memory"
    return f"{name} on {address.host}" if address.host else name


def explained(folders: Folders, error: Exception) -> str:
    """Say in a sentence why a gradebook can't be used."""
    if isinstance(error, LatePenaltyError):
        return str(error)
    address = _address(folders.db_url)
    where = _place(address)
    cause = error.__context__ or error if isinstance(error, InvalidEntry) else error
    said = str(getattr(cause, "orig", None) or cause).partition("\n")[0]
    if isinstance(cause, (ImportError, sa.exc.NoSuchModuleError)):
        return (
            f"The driver for the gradebook {where} is not installed ({said}). For PostgreSQL say "
            f"postgresql+psycopg://… in {CONFIGURATION}, and install the course's extra: "
            f"{sys.executable} -m pip install 'api-keys-course[postgresql]'"
        )
    state = getattr(getattr(cause, "orig", None), "sqlstate", None)
    if address.get_backend_name() == "sqlite":
        return _said_of_file(where, said)
    if state in _MISSING:
        return _of_another_version(where, said)
    if state == _FULL:
        return _full(where)
    if state in _FORBIDDEN:
        return (
            f"The gradebook {where} cannot be written: {said}. "
            "Give its user the rights of the database's owner, then run this again."
        )
    said = said.rpartition("FATAL:")[2].strip().rstrip(".")
    return f"The gradebook {where} cannot be used: {said}. {_remedy(address, said)}, then run this again."


def _remedy(address: sa.URL, said: str) -> str:
    """Say what to do; a server that speaks another language is not understood, and gets the last."""
    if said.startswith("database") and "does not exist" in said:
        return f"Make it with `createdb {address.database}`, or name another as {_SETTING}"
    if "authentication failed" in said or "no password" in said or said.startswith("role"):
        return f"Mend the user or the password in {_SETTING}"
    return f"See that its server runs, and that {_SETTING} leads there"


def _said_of_file(where: str, said: str) -> str:
    if "locked" in said:
        return f"Another program is writing the gradebook {where}. Close it, then grade again."
    if "full" in said or "No space" in said:
        return _full(where)
    if "readonly" in said or "unable to open" in said:
        return f"The gradebook {where} cannot be written: {said}. Look at its permissions, then grade again."
    if "no such" in said or "not a database" in said:
        return _of_another_version(where, said)
    return f"The gradebook {where} cannot be used: {said}. If it is damaged, put a copy of it back."


def _full(where: str) -> str:
    return f"The disk is full: the gradebook {where} could not be written. Make room, then grade again."


def _of_another_version(where: str, said: str) -> str:
    return (
        f"{where} is not a gradebook of this version of nbgrader: {said}. "
        "Make a copy of it, then run `nbgrader db upgrade`."
    )

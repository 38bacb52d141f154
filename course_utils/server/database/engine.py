"""How a database is opened: SQLite with the settings that the platform needs, PostgreSQL as it is."""

import errno
import math
import sqlite3
import sys
from pathlib import Path

import sqlalchemy as sa

from course_utils.errors import CourseError

LOCK_PATIENCE_SECONDS = 2.0
CHECKPOINT_PAGES = 8000
"""How long SQLite's log may grow, 32 MB, before it is merged: a third of a request's time otherwise."""


class StoreError(CourseError):
    """The database can't be used; the message says why and what to do."""


def open_engine(url: str | sa.URL) -> sa.Engine:
    """Give the engine of a URL, whose file, if it is SQLite's, is its owner's alone.

    Raises:
        StoreError: the URL can't be read, names another kind of database, or a place that can't be written to.
    """
    try:
        address = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise StoreError(
            "The database URL can't be read. It looks like sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/DATABASE."
        ) from None
    if address.get_backend_name() == "postgresql":
        return _postgresql(address)
    if address.get_backend_name() != "sqlite":
        raise StoreError(
            f"The platform keeps its data in SQLite or PostgreSQL, not {address.get_backend_name()}."
        )
    address = address.set(drivername="sqlite")
    if address.host is not None:
        raise StoreError(
            f"The database URL names the computer {address.host}; SQLite keeps a file on this one: sqlite:///FILE."
        )
    _keep_private(address)
    has_locks = _has_locks(address)
    engine = sa.create_engine(
        address if has_locks else _with_locks_of_its_own(address),
        isolation_level="AUTOCOMMIT",
        paramstyle="named",
        poolclass=sa.StaticPool,
        connect_args={"timeout": LOCK_PATIENCE_SECONDS, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _tune_sqlite)
    return engine


def _postgresql(address: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(
            address.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
    except ImportError:
        raise StoreError(
            "The driver for PostgreSQL is not installed: it is the course's extra `postgresql`. "
            f"Install it with: {sys.executable} -m pip install 'api-keys-course[postgresql]'"
        ) from None


def _keep_private(address: sa.URL) -> None:
    """Make the file before SQLite does: what SQLite adds to it later takes over its mode."""
    if not address.database or address.database.startswith((":memory:", "file:")):
        return
    try:
        Path(address.database).touch(mode=0o600)
    except OSError as error:
        raise StoreError(
            f"The database {address.database} can't be written: {error.strerror}. "
            "Choose a place that you may write to, or change its permissions."
        ) from None


def _has_locks(address: sa.URL) -> bool:
    """Tell whether a database's file system knows the locks that SQLite asks for; some homes do not."""
    if not address.database or address.database.startswith((":memory:", "file:")):
        return True
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and always has locks
    except ImportError:
        return True
    with Path(address.database).open("rb") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)
    return True


def _with_locks_of_its_own(address: sa.URL) -> sa.URL:
    """Let SQLite lock by a file beside the database, as it can where the system can't."""
    file = f"{Path(address.database or '').absolute().as_uri()}?vfs=unix-dotfile"
    return address.set(database=file, query={"uri": "true"})


def _tune_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Write-ahead log: readers never wait, and a commit survives a killed process."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function(
        "floor", 1, math.floor, deterministic=True
    )  # not built into every SQLite

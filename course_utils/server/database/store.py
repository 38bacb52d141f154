"""The database: SQLite by default, PostgreSQL by URL.

One connection a process, used from the event loop's thread alone: a statement takes some ten
microseconds, a trip through a thread pool more. SQLAlchemy Core carries schema and dialects; the
statements that every request runs are compiled once and handed to the driver.
"""

import errno
import math
import shlex
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from course_utils.errors import CourseError
from course_utils.server.database import tables
from course_utils.server.database.heated import Heated
from course_utils.server.database.news import News

LOCK_PATIENCE_SECONDS = 2.0
CHECKPOINT_PAGES = 8000
"""How long SQLite's log may grow, 32 MB, before it is merged: a third of a request's time otherwise."""


_NONE: Mapping[str, Any] = {}


class StoreError(CourseError):
    """The database can't be used; the message says why and what to do."""


class Store:
    """The platform's database.

    Args:
        url: an SQLAlchemy URL; `sqlite://` is a database in memory. A path that may hold `?` needs a `sa.URL`.
        reset: throw away what the database holds, whatever its schema.

    Raises:
        StoreError: it can't be opened, holds another schema, or the tables of something else.
    """

    def __init__(self, url: str | sa.URL, *, reset: bool = False) -> None:
        self._engine = _engine(url)
        self._heated: dict[sa.sql.expression.Executable, Heated] = {}
        self._inserts: dict[tuple[sa.Table, tuple[str, ...]], sa.Insert] = {}
        self.news = News()
        """Tells of each transaction that is committed."""
        self.serial = self._engine.dialect.name == "sqlite"
        """Whether a transaction keeps all others out; else two that do much can wait for each other."""
        self._begin = "BEGIN IMMEDIATE" if self.serial else "BEGIN"
        unusable: tuple[type[Exception], ...] = (sa.exc.SQLAlchemyError, *self.failures)
        try:
            with ExitStack() as undone:
                undone.callback(self._engine.dispose)
                self.connection = undone.enter_context(self._engine.connect())
                self._open_cursor()
                with self.transaction():
                    self._make_tables(reset)
                undone.pop_all()
        except unusable as error:
            raise StoreError(self.explain(error)) from None

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What the driver and SQLAlchemy raise when the database can't be used."""
        driver = self._engine.dialect.dbapi
        assert driver is not None
        return (driver.OperationalError, driver.InterfaceError, sa.exc.OperationalError)

    def explain(self, error: Exception) -> str:
        """Say in a line what hinders the database: the first that the driver says."""
        reason, *_ = str(getattr(error, "orig", error)).strip().splitlines() or [
            "no reason is given"
        ]
        return f"The database at {self.place} can't be used: {reason.rstrip('.')}."

    @property
    def place(self) -> str:
        """Where the database is, without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is done inside, or nothing of it.

        On SQLite the write lock is taken at once, so what is read inside is still true at the end.
        """
        if getattr(self._driver, "closed", False):
            self._connect_again()
        self._cursor.execute(self._begin)
        try:
            yield
            self._cursor.execute("COMMIT")
            self.news.tell()
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        """Undo what is undone; a full disk ends SQLite's transaction by itself, a lost server PostgreSQL's."""
        with suppress(*self.failures):
            self._cursor.execute("ROLLBACK")

    def _connect_again(self) -> None:
        """A PostgreSQL that went away closed the connection; perhaps it is back."""
        self.connection.invalidate()
        self.connection.close()
        self.connection = self._engine.connect()
        self._open_cursor()

    def _open_cursor(self) -> None:
        driver: Any = self.connection.connection.driver_connection
        self._driver = driver
        self._cursor: Any = driver.cursor()

    def heat(self, statement: sa.sql.expression.Executable) -> Heated:
        """Compile a statement, the first time, for `run`, `first` and `found`; it is one that is kept, as a constant is."""
        heated = self._heated.get(statement)
        if heated is None:
            heated = self._heated[statement] = Heated(statement, self._engine.dialect)
        return heated

    def run(self, statement: Heated, parameters: Mapping[str, Any] = _NONE) -> int:
        """Execute a statement of `heat`, and give how many rows it changed; call inside a transaction.

        Raises:
            Exception: one of `failures`, where the database can't be used.
        """
        self._cursor.execute(statement.text, statement.filled(parameters))
        return int(self._cursor.rowcount)

    def run_all(self, statement: Heated, parameters: Sequence[Mapping[str, Any]]) -> None:
        """Execute a statement of `heat` once for each set of parameters; see `run`."""
        self._cursor.executemany(statement.text, [*map(statement.filled, parameters)])

    def insert(self, table: sa.Table, *rows: Mapping[str, Any]) -> None:
        """Insert rows, which all name the same columns; the others get their defaults. Call inside a transaction."""
        place = table, tuple(rows[0])
        if place not in self._inserts:
            usual = {column.name: column.default.arg for column in table.c if column.default}  # type: ignore[attr-defined]
            given: dict[str, Any] = {name: sa.bindparam(name) for name in rows[0]}
            self._inserts[place] = table.insert().values({**usual, **given})
        self.run_all(self.heat(self._inserts[place]), rows)

    def first(
        self, statement: Heated, parameters: Mapping[str, Any] = _NONE
    ) -> tuple[Any, ...] | None:
        """Give the first row, its values as they are stored, in the order in which they were selected."""
        asked = self._cursor.execute(statement.text, statement.filled(parameters))
        row: tuple[Any, ...] | None = asked.fetchone()
        return row

    def found(
        self, statement: Heated, parameters: Mapping[str, Any] = _NONE
    ) -> list[dict[str, Any]]:
        """Give all rows as `rows` does, of a statement of `heat`."""
        asked = self._cursor.execute(statement.text, statement.filled(parameters))
        return [*map(statement.read, asked.fetchall())]

    def rows(
        self, statement: sa.Select[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[dict[str, Any]]:
        """Give all rows as dicts, by the names of their columns; times are seconds since 1970."""
        found = self.connection.execute(statement, parameters)
        names = [*map(str, found.keys())]  # SQLAlchemy's own kind of text is not everybody's
        return [dict(zip(names, row, strict=True)) for row in found]

    def erase(self) -> None:
        """Drop every table of the platform, whatever its schema, and make them anew."""
        found = sa.MetaData()
        found.reflect(self.connection)
        found.drop_all(self.connection)
        self._create()

    def empty(self) -> None:
        """Delete every row, which takes a tenth of the time of `erase`; call inside a transaction."""
        for table in reversed(tables.metadata.sorted_tables):
            self.connection.execute(table.delete())
        self._describe()

    def close(self) -> None:
        """Close the connection; the store can't be used any more."""
        self._cursor.close()
        self.connection.close()
        self._engine.dispose()

    def _make_tables(self, reset: bool) -> None:
        version = self._schema_version()
        if reset or version is None:
            self.erase()
        elif version != tables.SCHEMA_VERSION:
            # whoever only started the course has no `course` on the path
            course = Path(sys.executable).with_name("course")
            raise StoreError(
                f"The database at {self.place} has schema {version}, this platform needs "
                f"{tables.SCHEMA_VERSION}. It holds practice data only. Begin with a new one: run "
                f"`{shlex.quote(str(course))} serve --reset`, and stop it with Ctrl-C."
            )

    def _schema_version(self) -> int | None:
        """Give the version of the tables that are there; None where there are none.

        Raises:
            StoreError: the tables are somebody else's, who would not like them to be erased.
        """
        inspector = sa.inspect(self.connection)
        names = inspector.get_table_names()
        if not names:
            return None
        version = tables.platform.c.schema_version
        if tables.platform.name not in names or version.name not in {
            column["name"] for column in inspector.get_columns(tables.platform.name)
        }:
            raise StoreError(
                f"The database at {self.place} holds the tables of something else, {names[0]} among "
                "them. Choose an empty one."
            )
        return self.connection.scalar(sa.select(version))

    def _create(self) -> None:
        tables.metadata.create_all(self.connection)
        self._describe()

    def _describe(self) -> None:
        self.connection.execute(
            tables.platform.insert().values(
                id=1, schema_version=tables.SCHEMA_VERSION, clock_offset=0.0
            )
        )


def _engine(url: str | sa.URL) -> sa.Engine:
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

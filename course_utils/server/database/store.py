"""The database: SQLite by default, PostgreSQL by URL.

One connection a process, used from the event loop's thread alone: a statement takes some ten
microseconds, a trip through a thread pool more. SQLAlchemy Core carries schema and dialects; the
statements that every request runs are compiled once and handed to the driver.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from course_utils.server.database import schema
from course_utils.server.database.engine import StoreError, open_engine
from course_utils.server.database.heated import Heated
from course_utils.server.database.news import News

_NONE: Mapping[str, Any] = {}


class Store:
    """The platform's database.

    Args:
        url: an SQLAlchemy URL; `sqlite://` is a database in memory. A path that may hold `?` needs a `sa.URL`.
        reset: throw away what the database holds, whatever its schema.

    Raises:
        StoreError: it can't be opened, holds another schema, or the tables of something else.
    """

    def __init__(self, url: str | sa.URL, *, reset: bool = False) -> None:
        self._engine = open_engine(url)
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
                    schema.make(self.connection, self.place, reset=reset)
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
        schema.erase(self.connection)

    def empty(self) -> None:
        """Delete every row, which takes a tenth of the time of `erase`; call inside a transaction."""
        schema.empty(self.connection)

    def close(self) -> None:
        """Close the connection; the store can't be used any more."""
        self._cursor.close()
        self.connection.close()
        self._engine.dispose()

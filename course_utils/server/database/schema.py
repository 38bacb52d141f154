"""The tables of a database: made where there are none, and never where they are somebody else's."""

import shlex
import sys
from pathlib import Path

import sqlalchemy as sa

from course_utils.server.database import tables
from course_utils.server.database.engine import StoreError


def make(connection: sa.Connection, place: str, *, reset: bool) -> None:
    """Make the platform's tables where there are none, or in the place of those that are there; call inside a transaction.

    Args:
        connection: the database's.
        place: where it is, as a message says it.
        reset: throw away what is there.

    Raises:
        StoreError: the tables are of another schema, or of something else.
    """
    version = _version(connection, place)
    if reset or version is None:
        erase(connection)
    elif version != tables.SCHEMA_VERSION:
        # whoever only started the course has no `course` on the path
        course = Path(sys.executable).with_name("course")
        raise StoreError(
            f"The database at {place} has schema {version}, this platform needs "
            f"{tables.SCHEMA_VERSION}. It holds practice data only. Begin with a new one: run "
            f"`{shlex.quote(str(course))} serve --reset`, and stop it with Ctrl-C."
        )


def erase(connection: sa.Connection) -> None:
    """Drop every table, whatever its schema, and make the platform's anew."""
    found = sa.MetaData()
    found.reflect(connection)
    found.drop_all(connection)
    tables.metadata.create_all(connection)
    _describe(connection)


def empty(connection: sa.Connection) -> None:
    """Delete every row, which takes a tenth of the time of `erase`; call inside a transaction."""
    for table in reversed(tables.metadata.sorted_tables):
        connection.execute(table.delete())
    _describe(connection)


def _version(connection: sa.Connection, place: str) -> int | None:
    """Give the version of the tables that are there; None where there are none.

    Raises:
        StoreError: the tables are somebody else's, who would not like them to be erased.
    """
    inspector = sa.inspect(connection)
    names = inspector.get_table_names()
    if not names:
        return None
    version = tables.platform.c.schema_version
    if tables.platform.name not in names or version.name not in {
        column["name"] for column in inspector.get_columns(tables.platform.name)
    }:
        raise StoreError(
            f"The database at {place} holds the tables of something else, {names[0]} among "
            "them. Choose an empty one."
        )
    return connection.scalar(sa.select(version))


def _describe(connection: sa.Connection) -> None:
    connection.execute(
        tables.platform.insert().values(
            id=1, schema_version=tables.SCHEMA_VERSION, clock_offset=0.0
        )
    )

"""Whatever a gradebook is not: one sentence, without the password."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from nbgrader.api import Base, Gradebook

from course_utils.grading.collecting.register import registered
from course_utils.grading.records.layout import load_folders
from course_utils.grading.records.opening import GradebookError, open_gradebook

PASSWORD = "sesame"
DRIVER = "postgresql+psycopg"


def refused(root: Path, url: str | sa.URL) -> str:
    """Name a gradebook in the configuration and give the sentence that follows."""
    shown = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    config = f"get_config().CourseDirectory.db_url = {shown!r}\n"
    (root / "nbgrader_config.py").write_text(config)
    with pytest.raises(GradebookError) as why:
        registered(load_folders(root))
    said = str(why.value)
    assert PASSWORD not in said
    assert "\n" not in said
    return said


@pytest.fixture
def address(postgresql_url: str) -> sa.URL:
    return sa.make_url(postgresql_url).set(drivername=DRIVER)


@pytest.fixture
def guarded(postgresql_url: str) -> Iterator[str]:
    """Give a user who is let in by password only, and may make nothing."""
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        found = connection.execute("SHOW hba_file").fetchone()
        assert found
        rules = Path(found[0])
        before = rules.read_text()
        connection.execute(f"CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'".encode())
        rules.write_text(f"local all guarded scram-sha-256\n{before}")
        connection.execute("SELECT pg_reload_conf()")
        yield "guarded"
        rules.write_text(before)
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("DROP ROLE guarded")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("nonsense", "can't be read"),
        (f"{DRIVER}://me:{PASSWORD}@host:port/x", "can't be read"),
        (f"{DRIVER}://me:open@{PASSWORD}@host/x", "write an @ in the password as %40"),
        (f"{DRIVER}://me:open@{PASSWORD}:1@host/x", "write an @ in the password as %40"),
        (f"postgres://me:{PASSWORD}@host/x", "say postgresql+psycopg://"),
        (f"mysql://me:{PASSWORD}@host/x", "The driver for the gradebook x on host is not"),
        (f"{DRIVER}://me:{PASSWORD}@127.0.0.1:1/full", "full on 127.0.0.1 cannot be used"),
        (f"{DRIVER}://me@127.0.0.1:1/x?password={PASSWORD}", "See that its server runs"),
    ],
)
def test_an_address_that_leads_nowhere(tmp_path: Path, url: str, why: str) -> None:
    assert why in refused(tmp_path, url)


def test_a_database_that_is_not_there(tmp_path: Path, address: sa.URL) -> None:
    said = refused(tmp_path, address.set(database="full_year", password=PASSWORD))
    assert 'database "full_year" does not exist. Make it with `createdb full_year`' in said


def test_a_wrong_password_and_a_user_without_rights(
    tmp_path: Path, address: sa.URL, guarded: str
) -> None:
    theirs = address.set(username=guarded)
    for given in (None, f"not {PASSWORD}"):
        said = refused(tmp_path, theirs.set(password=given))
        assert "Mend the user or the password in db_url in nbgrader_config.py" in said
    said = refused(tmp_path, theirs.set(password=PASSWORD))
    assert "permission denied for schema public. Give its user the rights" in said


def test_a_database_with_other_tables_is_left_as_it_is(tmp_path: Path, address: sa.URL) -> None:
    file = sa.URL.create("sqlite", database=str(tmp_path / "shop.db"))
    for url in (address, file):
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE student (id INTEGER)"))
        assert "tables of something else (student). Name an empty" in refused(tmp_path, url)
        assert sa.inspect(engine).get_table_names() == ["student"]
        engine.dispose()


def test_a_gradebook_of_an_older_nbgrader(tmp_path: Path, address: sa.URL) -> None:
    engine = sa.create_engine(address)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE student DROP COLUMN lms_user_id"))
    engine.dispose()
    assert "then run `nbgrader db upgrade`" in refused(tmp_path, address)


def test_ctrl_c_while_the_tables_are_made_leaves_none(tmp_path: Path, address: sa.URL) -> None:
    (tmp_path / "empty.db").touch()
    for url in (address, sa.URL.create("sqlite", database=str(tmp_path / "empty.db"))):
        opened = url.render_as_string(hide_password=False)
        sa.event.listen(sa.Engine, "before_cursor_execute", press_ctrl_c)
        try:
            with pytest.raises(KeyboardInterrupt):
                open_gradebook(opened, "course")
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", press_ctrl_c)
        engine = sa.create_engine(url)
        assert sa.inspect(engine).get_table_names() == []
        open_gradebook(opened, "course").close()
        assert "alembic_version" in sa.inspect(engine).get_table_names()
        engine.dispose()


def test_who_is_second_in_making_a_gradebook_takes_nothing_from_the_first(tmp_path: Path) -> None:
    """The other one makes it, and enters somebody, when this one has seen that there is none."""
    file = tmp_path / "gradebook.db"
    url = f"sqlite:///{file}"

    begun: list[str] = []

    def other_comes_first(
        _connection: object, _cursor: object, statement: str, *_rest: object
    ) -> None:
        if statement.startswith("BEGIN") and not begun:
            begun.append(statement)
            with open_gradebook(url, "course") as book:
                book.add_student("ada")

    sa.event.listen(sa.Engine, "before_cursor_execute", other_comes_first)
    try:
        with open_gradebook(url, "course") as book:
            assert [student.id for student in book.students] == ["ada"]
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", other_comes_first)
    assert list(tmp_path.iterdir()) == [file]


def press_ctrl_c(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    if statement.startswith("CREATE TABLE alembic_version"):
        raise KeyboardInterrupt


def test_a_new_gradebook_is_what_nbgrader_makes_though_no_program_is_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    with Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}", "course"):
        theirs = told_by(tmp_path / "theirs.db")
    monkeypatch.setenv("PATH", "")
    open_gradebook(f"sqlite:///{tmp_path / 'ours.db'}", "course").close()
    assert told_by(tmp_path / "ours.db") == theirs


def told_by(path: Path) -> tuple[list[tuple[str]], list[tuple[str]]]:
    with closing(sqlite3.connect(path)) as book:
        tables = book.execute("SELECT sql FROM sqlite_master WHERE sql != '' ORDER BY name")
        return tables.fetchall(), book.execute("SELECT * FROM alembic_version").fetchall()

import sqlite3
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from course_utils.server.database import tables
from course_utils.server.database.engine import StoreError
from course_utils.server.database.store import Store

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return f"sqlite:///{tmp_path / 'database.sqlite'}"


def add_project(store: Store, name: str) -> None:
    store.connection.execute(tables.projects.insert().values(id=name, name=name, created_at=0.0))


def add_projects(store: Store, *names: str) -> None:
    with store.transaction():
        for name in names:
            add_project(store, name)


def project_names(store: Store) -> list[str]:
    return [row["name"] for row in store.rows(sa.select(tables.projects))]


def test_what_is_committed_is_there_next_time_and_what_failed_is_not(url: str) -> None:
    store = Store(url)
    add_projects(store, "kept")
    with pytest.raises(sa.exc.IntegrityError):
        add_projects(store, "lost", "lost")
    store.close()
    again = Store(url)
    assert project_names(again) == ["kept"]
    again.close()


def test_a_hot_statement_gives_the_first_row(url: str) -> None:
    store = Store(url)
    add_projects(store, "one")
    query = store.heat(
        sa.select(tables.projects.c.name).where(tables.projects.c.id == sa.bindparam("id"))
    )
    assert store.first(query, {"id": "one"}) == ("one",)
    assert store.first(query, {"id": "two"}) is None
    store.close()


def test_reset_begins_afresh_whatever_the_schema(url: str) -> None:
    store = Store(url)
    with store.transaction():
        add_project(store, "old")
        store.connection.execute(tables.platform.update().values(schema_version=0))
    store.close()
    with pytest.raises(StoreError, match=r"has schema 0.*--reset"):
        Store(url)
    fresh = Store(url, reset=True)
    assert project_names(fresh) == []
    fresh.close()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("nonsense", "can't be read"),
        ("mysql://localhost/x", "not mysql"),
        ("postgresql://me@localhost:port/x", "can't be read"),
        ("sqlite:////nowhere/at/all.sqlite", "can't be written"),
    ],
)
def test_a_url_that_leads_nowhere_is_one_clear_line(wrong: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Store(wrong)


def test_a_password_in_a_url_is_not_shown() -> None:
    with pytest.raises(StoreError) as refused:
        Store("postgresql://me:sesame@127.0.0.1:1/course")
    assert "sesame" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_its_driver_postgresql_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'api-keys-course\[postgresql\]'") as refused:
        Store("postgresql://u:secret@localhost/d")
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to look at\n" * 50)
    with pytest.raises(StoreError, match="not a database"):
        Store(f"sqlite:///{path}")


@pytest.mark.parametrize("reset", [False, True])
def test_the_tables_of_something_else_are_left_alone(url: str, reset: bool) -> None:
    engine = sa.create_engine(sa.make_url(url).set(drivername=DRIVERS[url.partition(":")[0]]))
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE platform (name TEXT)"))
        connection.execute(sa.text("INSERT INTO platform VALUES ('precious')"))
    with pytest.raises(StoreError, match=r"something else, platform among them\. Choose an empty"):
        Store(url, reset=reset)
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT name FROM platform")) == "precious"
        assert sa.inspect(connection).get_table_names() == ["platform"]
    engine.dispose()


def test_a_start_that_was_cut_off_leaves_nothing_in_the_way(url: str) -> None:
    store = Store(url)
    with store.transaction():
        store.connection.execute(tables.platform.delete())
    store.close()
    again = Store(url)
    add_projects(again, "one")
    again.close()


def test_another_driver_in_the_url_is_no_matter(tmp_path: Path) -> None:
    Store(f"sqlite+aiosqlite:///{tmp_path / 'database.sqlite'}").close()


def test_a_locked_database_is_a_failure_the_platform_knows(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'database.sqlite'}")
    store.connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    with sqlite3.connect(tmp_path / "database.sqlite", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(store.failures), store.transaction():
            pass
        other.execute("ROLLBACK")
    other.close()
    add_projects(store, "after")
    assert project_names(store) == ["after"]
    store.close()

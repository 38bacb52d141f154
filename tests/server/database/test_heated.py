"""A statement that is compiled once does to values what SQLAlchemy does."""

import random
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from course_utils import keys
from course_utils.keys import Kind
from course_utils.server.database.store import Store
from course_utils.server.database.tables import api_keys, audit_logs, projects, rate_limits

KEY = keys.generate(Kind.PROJECT, random.Random(5).randbytes)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    sqlite = request.param == "sqlite"
    store = Store("sqlite://" if sqlite else request.getfixturevalue("postgresql_url"))
    with store.transaction():
        store.insert(projects, {"id": "proj", "name": f"of {KEY}", "created_at": 1})
    yield store
    store.close()


def test_what_somebody_chose_is_masked_and_comes_back_in_its_type(store: Store) -> None:
    line = {"id": "-", "type": "-", "effective_at": 2.5, "resource_id": "-"}
    with store.transaction():
        store.insert(audit_logs, {**line, "details": {"given": [KEY, 1, None]}})
    details = store.heat(sa.select(audit_logs.c.effective_at.label("at"), audit_logs.c.details))
    [found] = store.found(details)
    assert found == {"at": 2.5, "details": {"given": [f"[key …{KEY[-4:]}]", 1, None]}}
    assert KEY not in str(store.found(store.heat(sa.select(projects))))


def test_what_an_insert_does_not_name_gets_its_default(store: Store) -> None:
    limit = {"project_id": "proj", "id": "-", "max_requests": 1, "max_tokens": 1, "filled_at": 0}
    models = ({**limit, "model": model, "requests_left": 1, "tokens_left": 1} for model in "ab")
    with store.transaction():
        store.insert(rate_limits, *models)
    assert store.rows(sa.select(rate_limits.c.spent)) == [{"spent": 0}, {"spent": 0}]
    assert [row["key_creation"] for row in store.rows(sa.select(projects))] == ["any"]


def test_what_a_statement_says_itself_stays_as_it_is(store: Store) -> None:
    this = projects.c.id == sa.bindparam("one")
    close = store.heat(projects.update().where(this).values(archived_at=7, spend_limit=None))
    with store.transaction():
        assert [store.run(close, {"one": name}) for name in ("proj", "other")] == [1, 0]
    assert store.first(store.heat(sa.select(projects.c.archived_at, projects.c.spend_limit))) == (
        7,
        None,
    )
    lives = sa.select(projects.c.id).where(projects.c.archived_at.is_(None))
    assert store.first(store.heat(lives)) is None


def test_a_truth_value_comes_back_as_one(store: Store) -> None:
    key = {"id": "-", "digest": "-", "display": "-", "name": "-", "kind": "-", "scopes": ""}
    with store.transaction():
        store.insert(api_keys, {**key, "created_at": 0.0, "for_a_lesson": True})
    [found] = store.found(store.heat(sa.select(api_keys.c.for_a_lesson)))
    assert found["for_a_lesson"] is True

"""What a reset forgets: a row in every table, and which of them are left."""

import sqlalchemy as sa

from course_utils.server.database import tables
from course_utils.server.database.forgetting import forget_lessons
from course_utils.server.database.store import Store
from tests.server.database.test_store import url
from tests.server.database.test_tables import row_of

__all__ = ["url"]

SPARED = {
    "platform": "the platform's own row, with the settings of its first day",
    "vault": "what programs put there by themselves",
    "projects": "made over the Admin API or in the console",
    "service_accounts": "made over the Admin API or in the console",
    "api_keys": "made over the Admin API or in the console; the operator's own go",
    "rate_limits": "one row for each project and model, filled again",
    "audit_logs": "what was made and is spared keeps its lines",
}
"""Tables whose rows outlive a reset, each with the reason. A new table is forgotten, or stands here."""


def test_a_reset_forgets_every_table_but_those_that_are_spared(url: str) -> None:
    store = Store(url)
    with store.transaction():
        for table in tables.metadata.sorted_tables:
            if table is not tables.platform:
                store.connection.execute(
                    table.insert().values(**row_of(table, "told"), **_owner(table))
                )
        forget_lessons(store, first_keys=())
    left = {table.name for table in tables.metadata.sorted_tables if store.rows(sa.select(table))}
    store.close()
    assert left == SPARED.keys()


def _owner(table: sa.Table) -> dict[str, str]:
    return {"project_id": "x"} if table in (tables.service_accounts, tables.rate_limits) else {}


def test_a_reset_forgets_the_operators_keys_and_their_lines(url: str) -> None:
    store = Store(url)
    with store.transaction():
        for number, name in enumerate(("made", "issued")):
            row = row_of(tables.api_keys, "told") | {"id": name, "digest": name}
            store.connection.execute(
                tables.api_keys.insert().values(**row, for_a_lesson=name == "issued")
            )
            row = row_of(tables.audit_logs, {"told": True}) | {
                "number": number,
                "resource_id": name,
            }
            store.connection.execute(tables.audit_logs.insert().values(**row))
        forget_lessons(store, first_keys=())
    assert [row["id"] for row in store.rows(sa.select(tables.api_keys))] == ["made"]
    assert [row["resource_id"] for row in store.rows(sa.select(tables.audit_logs))] == ["made"]
    store.close()

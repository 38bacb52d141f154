import pytest
import sqlalchemy as sa

from course_utils import keys
from course_utils.keys import Kind
from course_utils.server.database import tables
from course_utils.server.database.store import Store
from tests.server.database.test_store import url

__all__ = ["url"]

TEXTS = {
    "projects": ["name"],
    "service_accounts": ["name"],
    "api_keys": ["name"],
    "alerts": ["message"],
}
JSON = {
    "alerts": ["details"],
    "spend_alerts": ["notification_channel"],
    "stored_answers": ["asked", "answer"],
    "audit_logs": ["details"],
}
KNOWN = {
    "platform.vault",
    "projects.model_ids",
    "api_keys.scopes",
    "api_keys.earlier_scopes",
    "allow_lists.addresses",
    "interventions.wish",
    "interventions.path",
    "vault.value",
}
"""Texts that are checked where they arrive: paths and faults of the operator's, names without spaces.

A vault gives back what it was given, practice keys alone; no table that is shown has them.
"""


def row_of(table: sa.Table, told: object) -> dict[str, object]:
    """Make a row with `told` in every column that somebody else fills, and anything in the others."""
    row: dict[str, object] = {}
    for column in table.c:
        if isinstance(column.type, tables.Told | tables.ToldJson):
            row[column.name] = told
        elif not column.nullable and column.default is None and not column.foreign_keys:
            row[column.name] = 1 if column.type.python_type in (int, float) else "x"
    return row


@pytest.mark.parametrize(("name", "columns"), [*TEXTS.items(), *JSON.items()])
def test_a_key_in_what_somebody_chose_is_masked(url: str, name: str, columns: list[str]) -> None:
    key = keys.generate(Kind.PROJECT)
    store, table = Store(url), tables.metadata.tables[name]
    told = f"My {key}" if name in TEXTS else {"to": [f"My {key}"]}
    with store.transaction():
        needed = {"id": "p", "name": "p", "created_at": 0.0}
        store.connection.execute(tables.projects.insert().values(**needed))
        row = row_of(table, told) | ({"project_id": "p"} if "project_id" in table.c else {})
        store.connection.execute(table.insert().values(**row))
    (stored,) = (found for found in store.rows(sa.select(table)) if found.get("id") != "p")
    assert all(str(stored[column]).count("[key …") == 1 for column in columns)
    assert key not in str(stored)
    store.close()


def test_every_column_of_text_is_told_or_known() -> None:
    told = {
        f"{table}.{column}"
        for kind in (TEXTS, JSON)
        for table, columns in kind.items()
        for column in columns
    }
    found = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.sorted_tables
        for column in table.c
        if table.name != "requests"  # `Recorder` alone writes it, and redacts it
        and isinstance(column.type, tables.Told | tables.ToldJson | sa.JSON | sa.Text)
    }
    assert found == told | KNOWN

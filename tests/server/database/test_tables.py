import pytest
import sqlalchemy as sa

from course_utils import keys
from course_utils.keys import Kind
from course_utils.server.database import tables
from course_utils.server.database.store import Store
from tests.server.database.test_store import url

__all__ = ["url"]

KNOWN = {
    "projects.model_ids",
    "api_keys.scopes",
    "api_keys.earlier_scopes",
    "allow_lists.addresses",
    "interventions.wish",
    "interventions.path",
    "vault.value",
    "requests.target",
    "requests.prompt",
    "requests.texts",
}
"""Columns of text that need not be `Told` or `ToldJson`, since nothing can come there with a key in it.

Paths, faults and names without spaces are checked where they arrive. A vault gives back what it was given,
practice keys alone; no table that is shown has them. `Recorder` alone writes requests, and masks the keys:
`tests/server/request/test_record.py` sees to that.
"""


def is_told(column: sa.Column[object]) -> bool:
    return isinstance(column.type, tables.Told | tables.ToldJson)


TOLD = {table.name for table in tables.metadata.sorted_tables if any(map(is_told, table.c))}


def row_of(table: sa.Table, told: object) -> dict[str, object]:
    """Make a row with `told` in each column that takes what somebody chose, something in each it needs."""
    row: dict[str, object] = {}
    for column in table.c:
        if is_told(column):
            row[column.name] = told
        elif not column.nullable and column.default is None and not column.foreign_keys:
            row[column.name] = 1 if column.type.python_type in (int, float) else "x"
    return row


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_key_in_what_somebody_chose_is_masked(url: str, name: str) -> None:
    key = keys.generate(Kind.PROJECT)
    store, table = Store(url), tables.metadata.tables[name]
    with store.transaction():
        needed = {"id": "p", "name": "p", "created_at": 0.0}
        store.connection.execute(tables.projects.insert().values(**needed))
        row = row_of(table, f"My {key}") | ({"project_id": "p"} if "project_id" in table.c else {})
        store.connection.execute(table.insert().values(**row))
    (stored,) = (found for found in store.rows(sa.select(table)) if found.get("id") != "p")
    columns = [column.name for column in table.c if is_told(column)]
    assert all(str(stored[column]).count("[key …") == 1 for column in columns)
    assert key not in str(stored)
    store.close()


def test_every_column_of_text_masks_keys_or_needs_not_to() -> None:
    unmasked = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, sa.JSON | sa.Text)
    }
    assert unmasked == KNOWN

"""What the operator looks at, and changes nothing by it: the decision log, the access log, the tables, spend alerts."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from course_utils.server.database import tables
from course_utils.server.operator.visits import SERVICES
from course_utils.server.platform import Platform
from course_utils.server.types import Json

Look = Callable[[Platform, Json], object]
"""Gives what is there, of what the content of the question asks for."""

_DECISIONS = sa.select(
    *(column for column in tables.requests.c if column.name != "number")
).order_by(tables.requests.c.number)
_LATER_DECISIONS = _DECISIONS.where(tables.requests.c.number > sa.bindparam("after"))
_OF_OTHERS = _LATER_DECISIONS.where(*(tables.requests.c.address != name for name in SERVICES))


def requests(platform: Platform, content: Json) -> list[Json]:
    """Give the entries of the decision log `after` a number, with those of `services` or without."""
    store, after = platform.store, {"after": int(content.get("after", 0))}
    wanted = _OF_OTHERS if content.get("services") is False else _LATER_DECISIONS
    return [readable(row) for row in store.found(store.heat(wanted), after)]


def access_log(platform: Platform, _content: Json) -> list[str]:
    """Give the decision log as a web server writes its own."""
    return [_line(row) for row in platform.store.rows(_DECISIONS)]


def _table(table: sa.Table) -> Look:
    statement = sa.select(*(column for column in table.c if column is not tables.vault.c.value))

    def rows(platform: Platform, _content: Json) -> list[Json]:
        return [readable(row) for row in platform.store.rows(statement)]

    return rows


LOOKS: dict[str, Look] = {
    "requests": requests,
    "access-log": access_log,
    **{f"tables/{name}": _table(table) for name, table in tables.metadata.tables.items()},
}


def readable(row: dict[str, Any]) -> Json:
    """Write times as ISO 8601 text, for which JSON has no type, and the texts of a request as a list."""
    times = {
        name: datetime.fromtimestamp(value, UTC).isoformat()
        for name, value in row.items()
        if value is not None and (name == "time" or name.endswith("_at"))
    }
    texts = {"texts": json.loads(row["texts"] or "[]")} if "texts" in row else {}
    return {**row, **times, **texts}


def _line(row: Json) -> str:
    """Write a request in the Common Log Format."""
    moment = datetime.fromtimestamp(row["time"], UTC).strftime("%d/%b/%Y:%H:%M:%S %z")
    return f'{row["address"]} - - [{moment}] "{row["method"]} {row["target"]} HTTP/1.1" {row["status"]}'

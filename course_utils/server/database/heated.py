"""A statement that is compiled once and then handed to the driver: SQLAlchemy takes ten times as long for each."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

Change = Callable[[Any], Any]
"""What a type does to a value on its way into the database, or out of it."""


class Heated:
    """A statement as a driver takes it. Values pass the types of their columns, as with SQLAlchemy.

    Args:
        statement: what is not in a `sa.bindparam` is the same each time.
        dialect: the database's.

    Attributes:
        text: for a driver, with its parameters by name.
    """

    def __init__(self, statement: sa.sql.expression.Executable, dialect: sa.Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
        self.text = str(compiled)
        binds = compiled.binds.items()
        self._same = {name: bind.value for name, bind in binds if not bind.required}
        self._ways_in = _changes({name: bind.type for name, bind in binds}, "bind", dialect)
        columns = statement.selected_columns if isinstance(statement, sa.Select) else ()
        self._names = [str(column.key) for column in columns]
        types = {  # of numbers, drivers give floats as they are
            str(column.key): column.type
            for column in columns
            if not isinstance(column.type, sa.Numeric)
        }
        self._ways_out = _changes(types, "result", dialect)

    def filled(self, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give all parameters as the driver takes them."""
        if not (self._same or self._ways_in):
            return parameters
        return _changed({**self._same, **parameters}, self._ways_in)

    def read(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """Give a row of the driver's by the names of the selected columns."""
        return _changed(dict(zip(self._names, row, strict=True)), self._ways_out)


def _changes(
    types: Mapping[str, sa.types.TypeEngine[Any]], way: str, dialect: sa.Dialect
) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for name, kind in types.items():
        there = kind.dialect_impl(dialect)
        change = (
            there.bind_processor(dialect)
            if way == "bind"
            else there.result_processor(dialect, None)
        )
        if change is not None:
            found[name] = change
    return found


def _changed(values: dict[str, Any], changes: Mapping[str, Change]) -> dict[str, Any]:
    for name, change in changes.items():
        values[name] = change(values[name])
    return values

"""What lists of things have in common: pages with a cursor, one by its id, deleted by its id."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from course_utils.server.refusals import api_errors
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

Row = dict[str, Any]


def of_project(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """Make the condition that a column is the project in a request's path."""
    return column == sa.bindparam("in_project")


def of_caller(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """Make the condition that a column is the project of who asks."""
    return column == sa.bindparam("of_caller")


def _whose(call: Call) -> dict[str, str | None]:
    return {"in_project": call.path.get("project_id"), "of_caller": call.caller.project_id}


@dataclass(frozen=True)
class Resource:
    """Rows of the database that the API shows one by one and in pages.

    Attributes:
        title: OpenAI's name for one of them, `organization.project`.
        rows: selects them with all that `show` asks for, `id` among it.
        key: the column that tells them apart.
        show: gives a row as the API writes it.
        order: the columns that put them in the order in which they were made.
        present: holds for a row that is there and was not deleted.
    """

    title: str
    rows: sa.Select[Any]
    key: sa.Column[Any]
    show: Callable[[Row], Json]
    order: tuple[sa.Column[Any], ...]
    present: sa.ColumnElement[bool] = field(default_factory=sa.true)
    _one: dict[tuple[sa.ColumnElement[bool], ...], sa.Select[Any]] = field(
        default_factory=dict, init=False
    )

    def find(self, call: Call, identifier: str, *within: sa.ColumnElement[bool]) -> Row:
        """Give the row with this id, within constant conditions such as `of_project`.

        Raises:
            ApiError: 404, none is there.
        """
        if within not in self._one:
            this = self.key == sa.bindparam("of_id")
            self._one[within] = self.rows.where(this, self.present, *within)
        wanted = {"of_id": identifier, **_whose(call)}
        for row in call.store.found(call.store.heat(self._one[within]), wanted):
            return row
        raise api_errors.not_found(self.title, identifier)

    def retrieve(self, call: Call, identifier: str, *within: sa.ColumnElement[bool]) -> Answer:
        """Answer with the row that has this id.

        Raises:
            ApiError: 404, none is there.
        """
        return Answer(self.show(self.find(call, identifier, *within)))

    def deleted(self, identifier: str) -> Answer:
        """Answer as OpenAI does after a deletion; the row is marked by the caller."""
        return Answer({"id": identifier, "object": f"{self.title}.deleted", "deleted": True})

    def page(self, call: Call, *within: sa.ColumnElement[bool], order: str = "asc") -> Answer:
        """Answer with the page that the query string asks for: `limit`, `after`, `before`, `order`.

        A cursor stays good when what it names is deleted, so that one can delete while listing.

        Raises:
            ApiError: 400, a cursor names nothing.
        """
        query = call.query
        descending = query.one_of("order", ("asc", "desc"), order) == "desc"
        after, before = query.text("after"), query.text("before")
        backwards = before is not None and after is None
        downwards = descending != backwards
        statement = self.rows.where(self.present, *within)
        for name, cursor, below in (
            ("after", after, descending),
            ("before", before, not descending),
        ):
            if cursor is not None:
                statement = statement.where(self._beyond(call, name, cursor, below=below))
        limit = query.limit()
        ordered = [column.desc() if downwards else column.asc() for column in self.order]
        rows = call.store.rows(statement.order_by(*ordered).limit(limit + 1), _whose(call))
        found = [self.show(row) for row in rows[:limit]]
        return Answer(as_list(found[::-1] if backwards else found, has_more=len(rows) > limit))

    def _beyond(self, call: Call, name: str, cursor: str, *, below: bool) -> sa.ColumnElement[bool]:
        there = call.store.rows(sa.select(*self.order).where(self.key == cursor))
        if not there:
            raise api_errors.invalid_value(name, "the id of an entry of this list")
        here = sa.tuple_(*self.order)
        place = sa.tuple_(*there[0].values())
        return here < place if below else here > place


def as_list(found: list[Json], *, has_more: bool) -> Json:
    """Give the envelope of a list."""
    return {
        "object": "list",
        "data": found,
        "first_id": found[0]["id"] if found else None,
        "last_id": found[-1]["id"] if found else None,
        "has_more": has_more,
    }

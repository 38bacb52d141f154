"""Answers that were kept: `store` in the body asks for it, and they can be had again by their id."""

import sqlalchemy as sa

from course_utils.server.database.tables import stored_answers
from course_utils.server.handlers.resource import Resource, Row, as_list, of_caller
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

RESPONSE = "response"
CHAT_COMPLETION = "chat.completion"


def keep(call: Call, answer: Json, asked: list[Json]) -> None:
    """Store an answer and what was asked, without the keys that may be in them."""
    assert call.model is not None
    call.store.connection.execute(
        stored_answers.insert().values(
            id=answer["id"],
            project_id=call.caller.project_id,
            object=answer["object"],
            model=call.model.id,
            asked=asked,
            answer=answer,
            created_at=call.now,
        )
    )


def _show(row: Row) -> Json:
    answer: Json = row["answer"]
    return answer


def resource(kind: str) -> Resource:
    """Give the stored answers of a kind; its name is OpenAI's for one of them."""
    return Resource(
        kind,
        sa.select(stored_answers),
        stored_answers.c.id,
        _show,
        (stored_answers.c.created_at, stored_answers.c.id),
        (stored_answers.c.object == kind) & stored_answers.c.deleted_at.is_(None),
    )


OF_CALLER = of_caller(stored_answers.c.project_id)
"""The condition that an answer is of the caller's project: another project's is not found."""


def change(call: Call, identifier: str, answer: Json) -> None:
    """Store an answer in the place of the one with this id."""
    call.store.connection.execute(
        sa.update(stored_answers).where(stored_answers.c.id == identifier).values(answer=answer)
    )


def delete(call: Call, stored: Resource, identifier: str) -> Answer:
    """Mark an answer of the caller's project as deleted.

    Raises:
        ApiError: 404, none is there.
    """
    row = stored.find(call, identifier, OF_CALLER)
    call.store.connection.execute(
        sa.update(stored_answers)
        .where(stored_answers.c.id == row["id"])
        .values(deleted_at=call.now)
    )
    return stored.deleted(identifier)


def page_of(call: Call, items: list[Json]) -> Answer:
    """Answer with the part of a short list that the query string asks for."""
    query = call.query
    if query.one_of("order", ("asc", "desc"), "desc") == "desc":
        items.reverse()
    after = query.text("after")
    places = [place for place, item in enumerate(items) if item["id"] == after]
    begin = places[0] + 1 if places else 0
    end = begin + query.limit()
    return Answer(as_list(items[begin:end], has_more=end < len(items)))

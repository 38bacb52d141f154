"""`/v1/organization/usage/…` and `/v1/organization/costs`, counted from the log of requests."""

from collections.abc import Iterator

import sqlalchemy as sa

from course_utils.server.catalogue import NANODOLLARS_IN_A_DOLLAR, SERVED, Usage
from course_utils.server.database.tables import requests
from course_utils.server.handlers.organization.buckets import Buckets, Results
from course_utils.server.handlers.resource import Row
from course_utils.server.refusals import api_errors
from course_utils.server.request.call import Answer, Call
from course_utils.server.request.query import Query

_GROUPS = {
    "project_id": requests.c.project_id,
    "api_key_id": requests.c.key_id,
    "model": requests.c.model,
}
_FILTERS = {"project_ids": "project_id", "api_key_ids": "api_key_id", "models": "model"}
_NOT_KEPT = ("user_id", "batch", "service_tier", "api_source", "size", "source", "vector_store_id")


def completions(call: Call) -> Answer:
    return _usage(call, Usage.COMPLETIONS, ("input_tokens", "output_tokens"))


def embeddings(call: Call) -> Answer:
    return _usage(call, Usage.EMBEDDINGS, ("input_tokens",))


def nothing(call: Call) -> Answer:
    """Answer for what the platform doesn't serve: there is no usage of it."""
    return Buckets.read(call.query, call.now).page({})


def costs(call: Call) -> Answer:
    """Answer with the money, by project, key or line of the invoice."""
    buckets = Buckets.read(call.query, call.now, ("1d",))
    groups = _groups(call.query, ("project_id", "api_key_id", "line_item"))
    totals: dict[tuple[int, tuple[str | None, ...]], int] = {}
    for row in _counted(call, buckets, [*(g for g in groups if g in _GROUPS), "model"]):
        for line_item, cost in _lines(row):
            shown = {**row, "line_item": line_item}
            place = (row["bucket"], tuple(shown[group] for group in groups))
            totals[place] = totals.get(place, 0) + cost
    results: Results = {}
    for (bucket, group), cost in totals.items():
        results.setdefault(bucket, []).append(
            {
                "object": "organization.costs.result",
                "amount": {"value": cost / NANODOLLARS_IN_A_DOLLAR, "currency": "usd"},
                **dict.fromkeys(("project_id", "api_key_id", "line_item")),
                **dict(zip(groups, group, strict=True)),
            }
        )
    return buckets.page(results)


def _usage(call: Call, usage: Usage, counts: tuple[str, ...]) -> Answer:
    buckets = Buckets.read(call.query, call.now)
    groups = _groups(call.query, (*_GROUPS, *_NOT_KEPT))
    results: Results = {}
    for row in _counted(call, buckets, [g for g in groups if g in _GROUPS], usage):
        results.setdefault(row["bucket"], []).append(
            {
                "object": f"organization.usage.{usage}.result",
                **{count: row[count] for count in counts},
                "num_model_requests": row["num_model_requests"],
                **{group: row.get(group) for group in (*_GROUPS, "user_id")},
            }
        )
    return buckets.page(results)


def _counted(
    call: Call, buckets: Buckets, groups: list[str], usage: Usage | None = None
) -> Iterator[Row]:
    """Count answered requests, a row for each bucket and group."""
    group_columns = [_GROUPS[group].label(group) for group in groups]
    bucket = sa.func.floor((requests.c.time - buckets.first) / buckets.width).label("bucket")
    statement = (
        sa.select(
            bucket,
            *group_columns,
            sa.func.count().label("num_model_requests"),
            sa.func.sum(requests.c.input_tokens).label("input_tokens"),
            sa.func.sum(requests.c.output_tokens).label("output_tokens"),
        )
        .where(requests.c.usage.is_not(None) if usage is None else requests.c.usage == usage)
        .where(requests.c.time >= buckets.start, requests.c.time < buckets.end)
        .group_by(bucket, *group_columns)
        .order_by(bucket, *group_columns)
    )
    for name, group in _FILTERS.items():
        wanted = call.query.all(name)
        if wanted:
            statement = statement.where(_GROUPS[group].in_(wanted))
    for row in call.store.rows(statement):
        yield {**row, "bucket": int(row["bucket"])}


def _lines(row: Row) -> Iterator[tuple[str, int]]:
    """Split the cost of a model's tokens into the lines of an invoice, in nanodollars."""
    model = SERVED.get(row["model"])
    if model is not None:
        yield f"{model.id}, input", model.cost(row["input_tokens"], 0)
        if row["output_tokens"]:
            yield f"{model.id}, output", model.cost(0, row["output_tokens"])


def _groups(query: Query, known: tuple[str, ...]) -> list[str]:
    groups = list(dict.fromkeys(query.all("group_by")))
    for group in groups:
        if group not in known:
            raise api_errors.invalid_value("group_by", f"among {', '.join(known)}")
    return groups

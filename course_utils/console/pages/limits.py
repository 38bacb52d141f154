"""`settings/limits`: what a project may use in a minute, what may be spent in a month, and alerts for it."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import sqlalchemy as sa
from starlette.responses import Response

from course_utils.console import changes, listing, words
from course_utils.console.visit import Visit
from course_utils.server.database import tables
from course_utils.server.handlers.organization.spending import NANODOLLARS_IN_A_CENT
from course_utils.server.refusals.api_errors import ApiError
from course_utils.server.request.budget import spent_in_month_of
from course_utils.server.request.limit import Bucket

_NO_AMOUNT = "Write an amount in $, with cents or without, such as 5, 0.50 or 1,000."
_MOST_DOLLARS = 1_000_000
_AMOUNT = re.compile(r"\$? ?([1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{0,9})(?:[.,]([0-9]{1,2}))? ?\$?")
"""`1,000` is a thousand, as in English; a comma before one or two digits is what a point is."""


def show(visit: Visit) -> Response:
    projects = listing.open_projects(visit.store, visit.only)
    asked = visit.request.query_params.get("project")
    project = next(
        (one for one in projects if one["id"] == asked), projects[0] if projects else None
    )
    return visit.page(
        "limits.html",
        HTTPStatus.BAD_REQUEST if visit.problem else HTTPStatus.OK,
        projects=projects,
        project=project,
        gauges=_gauges(visit, project["id"]) if project else [],
        spent=spent_in_month_of(visit.store, visit.now, visit.only),
        limit=visit.store.connection.scalar(sa.select(tables.platform.c.spend_limit)),
        alerts=_alerts(visit),
        form=visit.form,
    )


def send(visit: Visit) -> Response:
    """Set or lift the month's limit of the organization, or set or delete an alert."""
    form = visit.form
    try:
        if form.get("do") == "lift":
            changes.lift_spend_limit(visit.platform)
            return visit.go("settings/limits", "There is no limit any more.")
        if form.get("do") == "forget":
            changes.delete_spend_alert(visit.platform, form.get("alert", ""))
            return visit.go("settings/limits", "The alert is gone.")
        cents = _cents(form.get("dollars", ""))
        if form.get("do") == "alert":
            return visit.go("settings/limits", _set_alert(visit, cents))
        changes.set_spend_limit(visit.platform, cents)
        return visit.go("settings/limits", "The limit is set. What goes beyond it is refused.")
    except ApiError as error:
        visit.problem = error.cause.hint
    except ValueError:
        visit.problem = _NO_AMOUNT
    return show(visit)


def _set_alert(visit: Visit, cents: int) -> str:
    threshold = cents * NANODOLLARS_IN_A_CENT
    if any(alert["threshold"] == threshold for alert in _alerts(visit)):
        return f"There is an alert at {words.dollars(threshold)} already."
    changes.set_spend_alert(visit.platform, cents)
    return "The alert is set. It tells, and stops nothing."


def _alerts(visit: Visit) -> Sequence[dict[str, Any]]:
    """Give id and threshold of the organization's alerts, the lowest first."""
    alerts = tables.spend_alerts.c
    organizations = alerts.deleted_at.is_(None) & alerts.project_id.is_(None)
    wanted = sa.select(alerts.id, alerts.threshold).where(organizations)
    return visit.store.rows(wanted.order_by(alerts.threshold))


def _gauges(visit: Visit, project_id: str) -> list[tuple[str, Bucket, Bucket]]:
    """Give each model with what is left of its requests and tokens at this moment."""
    columns = tables.rate_limits.c
    rows = visit.store.rows(
        sa.select(tables.rate_limits)
        .where(columns.project_id == project_id)
        .order_by(columns.model)
    )
    gauges = []
    for row in rows:
        requests = Bucket("requests", row["max_requests"], row["requests_left"])
        tokens = Bucket("tokens", row["max_tokens"], row["tokens_left"])
        for bucket in (requests, tokens):
            bucket.fill(visit.now - row["filled_at"])
        gauges.append((row["model"], requests, tokens))
    return gauges


def _cents(said: str) -> int:
    """Read an amount in dollars.

    Raises:
        ValueError: it is none, or more than anybody spends here.
    """
    found = _AMOUNT.fullmatch(said)
    whole, part = found.groups(default="") if found else ("", "")
    if not whole and not part:
        raise ValueError(said)
    cents = int(whole.replace(",", "") or 0) * 100 + int(part.ljust(2, "0"))
    if cents > _MOST_DOLLARS * 100:
        raise ValueError(said)
    return cents

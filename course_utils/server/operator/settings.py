"""What the operator sets for all requests to come: credit, how long a revoked key lives."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from course_utils.server.database.tables import api_keys, rate_limits, spend_alerts
from course_utils.server.database.tables import platform as settings
from course_utils.server.handlers.organization.spending import NANODOLLARS_IN_A_CENT
from course_utils.server.platform import Platform
from course_utils.server.request import body
from course_utils.server.request.budget import month_of
from course_utils.server.types import Json

Setting = Callable[[Platform, Json], bool]
"""Sets something inside a transaction; False when there is nothing to set it for."""

_MOST = 1_000_000


def set_credit(platform: Platform, content: Json) -> bool:
    """Leave the organization with so many cents to spend from now on; null is without end."""
    cents = body.whole_number(content, "cents", 100 * _MOST, least=0)
    spent = sa.select(sa.func.coalesce(sa.func.sum(rate_limits.c.spent), 0)).scalar_subquery()
    credit = sa.null() if cents is None else spent + cents * NANODOLLARS_IN_A_CENT
    return _update(platform, settings.update().values(credit=credit))


def accept_after_revocation(platform: Platform, content: Json) -> bool:
    """Let a key work for some more uses after it is revoked, as users report of the real API."""
    uses = body.whole_number(content, "uses", _MOST, least=0) or 0
    this_key = api_keys.c.id == str(content.get("id"))
    return _update(platform, api_keys.update().where(this_key).values(uses_after_revocation=uses))


SETTINGS: dict[str, Setting] = {
    "credit": set_credit,
    "uses-after-revocation": accept_after_revocation,
}


def alerts_reached(platform: Platform) -> list[dict[str, Any]]:
    """Give the spend alerts that would have sent their e-mail this month; they stop nothing."""
    spent = (
        sa.select(sa.func.coalesce(sa.func.sum(rate_limits.c.spent_in_month), 0))
        .where(
            spend_alerts.c.project_id.is_(None)  # the organization's: all projects together
            | (rate_limits.c.project_id == spend_alerts.c.project_id)
        )
        .where(rate_limits.c.month == month_of(platform.now()))
        .scalar_subquery()
    )
    reached = sa.select(spend_alerts).where(
        spend_alerts.c.deleted_at.is_(None), spent >= spend_alerts.c.threshold
    )
    return list(platform.store.rows(reached))


def _update(platform: Platform, statement: sa.Update) -> bool:
    return platform.store.connection.execute(statement).rowcount > 0

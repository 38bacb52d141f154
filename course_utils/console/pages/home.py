"""The first page, and the way into the settings."""

import sqlalchemy as sa
from starlette.responses import Response

from course_utils.console import listing
from course_utils.console.visit import Visit
from course_utils.console.words import DAY
from course_utils.server.database.tables import requests
from course_utils.server.request.budget import spent_in_month_of


def show(visit: Visit) -> Response:
    """Show how many keys there are, what was asked lately, and what it cost."""
    columns = requests.c
    lately = sa.select(
        sa.func.count().label("asked"),
        sa.func.coalesce(sa.func.sum(sa.case((columns.status >= 400, 1), else_=0)), 0).label(
            "refused"
        ),
    ).where(columns.time >= visit.now - DAY)
    if visit.only is not None:
        lately = lately.where(columns.project_id == visit.only)
    return visit.page(
        "home.html",
        lately=visit.store.rows(lately)[0],
        spent=spent_in_month_of(visit.store, visit.now, visit.only),
        working=listing.count_of_keys(visit.store, visit.now, visit.only, working=True),
    )


def settings(visit: Visit) -> Response:
    return visit.page("settings.html")

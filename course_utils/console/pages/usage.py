"""`usage`: what each key used in each hour of a day, in numbers and as a picture, which is an answer of its own."""

from starlette.responses import Response

from course_utils.console import counting
from course_utils.console.visit import Visit
from course_utils.kit import chart
from course_utils.kit.palette import LIGHT

_TITLES = {
    "requests": "Requests in each hour",
    "tokens": "Tokens in each hour",
    "dollars": "Practice money in each hour, in $",
}
_TABS = {"requests": "Requests", "tokens": "Tokens", "dollars": "Money"}
_SIGNS = {"dollars": "$"}
_OF_A_PICTURE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""A picture brings its colours with it, and runs nothing."""


def show(visit: Visit) -> Response:
    unit = _unit(visit)
    used = counting.used_by_key(visit.store, visit.now, visit.only)
    return visit.page(
        "usage.html",
        unit=unit,
        units=_TABS,
        used=used,
        title=_TITLES[unit],
        some=any(one.total(unit) for one in used),
    )


def picture(visit: Visit) -> Response:
    """Draw the columns. That takes longer than all the rest of the page, which need not wait for it."""
    unit = _unit(visit)
    counts = counting.series(
        counting.used_by_key(visit.store, visit.now, visit.only), unit, len(LIGHT.series)
    )
    if not counts:
        return visit.not_found("picture")
    drawn = chart.hours(
        _TITLES[unit], counts, unit=_SIGNS.get(unit, unit), first=1 - counting.HOURS
    )
    return Response(drawn.svg, media_type="image/svg+xml", headers=_OF_A_PICTURE)


def _unit(visit: Visit) -> str:
    asked = visit.request.query_params.get("by", "")
    return asked if asked in counting.UNITS else counting.UNITS[0]

"""`usage`: what each key used in each hour of a day, as a picture and in numbers."""

from starlette.responses import Response

from course_utils.console import counting
from course_utils.console.visit import Visit
from course_utils.kit import chart
from course_utils.kit.palette import LIGHT

_TITLES = {
    "requests": "Requests in each hour",
    "tokens": "Tokens in each hour",
    "dollars": "Practice dollars in each hour",
}


def show(visit: Visit) -> Response:
    asked = visit.request.query_params.get("by", "")
    unit = asked if asked in counting.UNITS else counting.UNITS[0]
    used = counting.used_by_key(visit.store, visit.now)
    counts = counting.series(used, unit, len(LIGHT.series))
    picture = None
    if counts:
        first = 1 - counting.HOURS
        picture = chart.hours(_TITLES[unit], counts, unit=unit, first=first).html
    return visit.page("usage.html", unit=unit, units=counting.UNITS, used=used, picture=picture)

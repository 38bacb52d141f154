"""`settings/api-keys`: the projects' keys, without their values."""

from starlette.responses import Response

from course_utils.console import entries
from course_utils.console.listing import page_of_keys
from course_utils.console.visit import Visit


def show(visit: Visit) -> Response:
    only_working = visit.request.query_params.get("show") == "working"
    keys = page_of_keys(
        visit.store, visit.now, visit.only, visit.number("page"), working=only_working
    )
    newest = entries.newest(visit.store)
    return visit.page("api_keys.html", keys=keys, only_working=only_working, newest=newest)

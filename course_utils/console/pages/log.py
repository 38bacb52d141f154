"""`log`: requests as they come in, newest on top; `log/NUMBER` is one of them, with the doors that it met."""

from starlette.responses import Response

from course_utils.console import as_code, entries, words
from course_utils.console.entries import Wish
from course_utils.console.visit import Visit
from course_utils.kit.doors import draw_doors
from course_utils.kit.inspector import inspect_request
from course_utils.server.catalogue import MODEL


def show(visit: Visit) -> Response:
    wish = Wish.of(visit.request.query_params, visit.only)
    found = entries.before(visit.store, wish, visit.number("before"))
    return visit.page(
        "log.html",
        entries=found,
        wish=wish,
        keys=entries.names_of_keys(visit.store, visit.only),
        newest=entries.newest(visit.store),
        live=not visit.number("before"),
        more=len(found) == entries.PAGE,
    )


def show_one(visit: Visit) -> Response:
    entry = entries.find(visit.store, visit.path["which"], visit.only)
    if entry is None:
        return visit.not_found("request")
    inspection = inspect_request({**entry, "time": f"{words.clock(entry['time'])} UTC"})
    base = str(visit.request.base_url).rstrip("/")
    return visit.page(
        "request.html",
        entry=entry,
        doors=draw_doors(inspection.way).html,
        inspection=inspection,
        curl=as_code.as_curl(entry, base, MODEL),
        python=as_code.as_python(entry, base, MODEL),
        stand_in=as_code.has_stand_in(entry),
    )

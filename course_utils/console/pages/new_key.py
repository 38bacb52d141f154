"""`settings/api-keys/new`: the form that makes a key, and the one page that shows its value."""

import secrets
from http import HTTPStatus

from starlette.responses import Response

from course_utils.console import changes, listing
from course_utils.console.permissions import ALL, RESOURCES, NoPermissionError, scopes_of
from course_utils.console.visit import Visit
from course_utils.console.words import DAY, HOUR
from course_utils.server.database.issuer import Issued
from course_utils.server.refusals import api_errors
from course_utils.server.refusals.api_errors import ApiError

USUAL_NAME = "Secret key"
LIFETIMES = (
    (0, "Never (as on the real form)"),
    (HOUR, "1 hour"),
    (DAY, "1 day"),
    (7 * DAY, "7 days"),
    (30 * DAY, "30 days"),
    (90 * DAY, "90 days"),
    (365 * DAY, "1 year, the longest"),
)
_FIRST = {"owner": "you", "name": "", "project": "", "permissions": ALL, "expires": "0"}
"""What the form holds before anything is filled in: as on the real one, the widest permissions and no end."""

NOTHING_CHOSEN = (
    "Restricted, but everything is on None. Choose at least one permission: "
    "a key that may do nothing is of no use."
)


def show(visit: Visit) -> Response:
    form = {**_FIRST, **visit.form}
    return visit.page(
        "new_key.html",
        HTTPStatus.BAD_REQUEST if visit.problem else HTTPStatus.OK,
        form=form,
        form_id=visit.form.get("form-id") or secrets.token_urlsafe(12),
        projects=listing.open_projects(visit.store, visit.only),
        resources=RESOURCES,
        lifetimes=LIFETIMES,
        usual_name=USUAL_NAME,
    )


def send(visit: Visit) -> Response:
    """Make the key once, whatever the browser sends again, and show its value in this one answer."""
    form_id = visit.form.get("form-id", "")
    if form_id in visit.session.made:
        return visit.page("shown_once.html", HTTPStatus.CONFLICT)
    try:
        issued = _create(visit)
    except NoPermissionError:
        visit.problem = NOTHING_CHOSEN
    except ApiError as error:
        visit.problem = error.cause.hint
    else:
        visit.session.note_made(form_id)
        key = listing.find_key(visit.store, issued.id, visit.now, visit.only)
        return visit.page("value_once.html", key=key, value=issued.value)
    return show(visit)


def shown_once(visit: Visit) -> Response:
    """Say that the value is gone: this is where Back and Reload lead from the page that showed it."""
    return visit.page("shown_once.html")


def _create(visit: Visit) -> Issued:
    form = visit.form
    name, project_id = form.get("name") or USUAL_NAME, form.get("project", "")
    if visit.only not in (None, project_id):
        raise api_errors.invalid_value("project", "the id of a project of yours")
    seconds = lifetime(form.get("expires", "0"))
    if form.get("owner") == "service":
        return changes.create_service_account(visit.platform, project_id, name, seconds)
    return changes.create_own_key(visit.platform, project_id, name, scopes_of(form), seconds)


def lifetime(chosen: str) -> int | None:
    """Give the lifetime in seconds that a form chose; None is without end."""
    return int(chosen) or None if chosen in {str(seconds) for seconds, _ in LIFETIMES} else None

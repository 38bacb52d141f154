"""`settings/api-keys/KEY`: a key's name, permissions and expiry."""

from http import HTTPStatus

from starlette.responses import Response

from course_utils.console import changes, listing
from course_utils.console.listing import REVOKED, KeyView
from course_utils.console.pages.new_key import LIFETIMES, NOTHING_CHOSEN, lifetime
from course_utils.console.permissions import RESOURCES, NoPermissionError, scopes_of, unnamed
from course_utils.console.visit import Visit
from course_utils.console.words import takes_hold
from course_utils.server.refusals.api_errors import ApiError

_CHANGED_MEANWHILE = (
    "This key was changed in another tab or by a program while this page was open, so nothing was saved. "
    "Your own choices are still in the form. How the key is now stands below it: compare, and save again."
)


def show(visit: Visit) -> Response:
    key = _find(visit)
    return _show(visit, key) if key else visit.not_found("key")


def send(visit: Visit) -> Response:
    key = _find(visit)
    if key is None:
        return visit.not_found("key")
    if key.status == REVOKED:
        return visit.go(
            "settings/api-keys", f"“{key.name}” was revoked: nothing about it can be changed."
        )
    if visit.form.get("version") != key.version:
        visit.problem = _CHANGED_MEANWHILE
        return _show(visit, key, HTTPStatus.CONFLICT)
    try:
        scopes = scopes_of(visit.form, unnamed(key.scopes))
        name = visit.form.get("name") or key.name
        changes.update_key(
            visit.platform, key, name, scopes, lifetime(visit.form.get("expires", ""))
        )
    except NoPermissionError:
        visit.problem = NOTHING_CHOSEN
    except ApiError as error:
        visit.problem = error.cause.hint
    else:
        when = takes_hold(visit.platform.issuer.policies.delays().scopes)
        return visit.go("settings/api-keys", f"“{name}” is saved. It holds {when}.")
    return _show(visit, key, HTTPStatus.BAD_REQUEST)


def _find(visit: Visit) -> KeyView | None:
    return listing.find_key(visit.store, visit.path["key_id"], visit.now, visit.only)


def _show(visit: Visit, key: KeyView, status: int = HTTPStatus.OK) -> Response:
    chosen = {resource.field: resource.chosen(key.scopes) for resource in RESOURCES}
    form = {"name": key.name, "permissions": key.permissions, "expires": "", **chosen, **visit.form}
    return visit.page(
        "change_key.html",
        status,
        key=key,
        form=form,
        resources=RESOURCES,
        unnamed=unnamed(key.scopes),
        lifetimes=LIFETIMES[1:],
    )

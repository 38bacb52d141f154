"""What the owner changes in the console. No key does it, so the audit log tells of a session."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import sqlalchemy as sa

from course_utils.console.listing import KeyView
from course_utils.keys import Kind
from course_utils.server.database.issuer import Act, Issued
from course_utils.server.database.tables import api_keys
from course_utils.server.handlers.organization.owner import OWNER
from course_utils.server.operator import issuing, security
from course_utils.server.platform import Platform
from course_utils.server.request import body
from course_utils.server.request.authenticate import Caller
from course_utils.server.request.call import Call
from course_utils.server.request.query import Query
from course_utils.server.request.router import Router
from course_utils.server.routes import ROUTES

if TYPE_CHECKING:
    from course_utils.server.types import Json

T = TypeVar("T")

_ROUTER = Router(ROUTES)
_SPEND_LIMIT, _SPEND_ALERTS = (
    "/v1/organization/spend_limit",
    "/v1/organization/spend_alerts",
)
_PROJECTS = "/v1/organization/projects"
_EVERY_MONTH = {"currency": "USD", "interval": "month"}
_OWNER = Caller("", Kind.ADMIN.value, None, frozenset(), None, None, None, frozenset(), 0.0)


def create_own_key(
    platform: Platform, project_id: str, name: str, scopes: Sequence[str], seconds: int | None
) -> Issued:
    """Make a key that the owner owns. Only the console can: the Admin API has no path for it.

    Raises:
        ApiError: the project is not there, or archived; the name or the lifetime is none.
    """
    wish: Json = {"name": name, "scopes": list(scopes), "expires_in_seconds": seconds}

    def create(now: float) -> Issued:
        body.text(wish, "name")
        body.lifetime(wish)
        _ask(platform, now, "POST", f"/v1/organization/projects/{project_id}", {})
        return issuing.create_key(platform, wish, project_id)

    return _in_one_go(platform, create)


def create_service_account(
    platform: Platform, project_id: str, name: str, seconds: int | None
) -> Issued:
    """Make a service account with its first key, as the Admin API does it.

    Raises:
        ApiError: as `create_own_key`.
    """
    wish: Json = (
        {"name": name} if seconds is None else {"name": name, "expires_in_seconds": seconds}
    )
    path = f"/v1/organization/projects/{project_id}/service_accounts"
    key = _in_one_go(platform, lambda now: _ask(platform, now, "POST", path, wish))["api_key"]
    return Issued(key["id"], key["value"])


def update_key(
    platform: Platform, key: KeyView, name: str, scopes: Sequence[str], seconds: int | None
) -> None:
    """Change a key's name, scopes and, unless it is None, its lifetime from now.

    Raises:
        ApiError: the key has expired, or is gone; a value is none.
    """

    def update(now: float) -> None:
        wish: Json = {}
        if tuple(sorted(scopes)) != tuple(sorted(key.scopes)):
            wish["scopes"] = list(scopes)
        if seconds is not None:
            wish["expires_in_seconds"] = seconds
        _ask(platform, now, "POST", _path_of(key), wish)
        if name != key.name:
            body.text({"name": name}, "name")
            this = api_keys.c.id == key.id
            platform.store.connection.execute(sa.update(api_keys).where(this).values(name=name))
            requested = {"name": name}
            platform.issuer.audit(
                "api_key.updated", Act(now), key.id, key.project_id, changes_requested=requested
            )

    _in_one_go(platform, update)


def revoke_key(platform: Platform, key: KeyView) -> bool:
    """Revoke a key from its next request on; False where it was revoked before."""
    return _in_one_go(platform, lambda _: issuing.revoke(platform, {"id": key.id}))


def set_spend_limit(platform: Platform, cents: int) -> None:
    """Let the organization spend so much in a month, and no more.

    Raises:
        ApiError: it is no such amount.
    """
    wish = {**_EVERY_MONTH, "threshold_amount": cents}
    _in_one_go(platform, lambda now: _ask(platform, now, "POST", _SPEND_LIMIT, wish))


def lift_spend_limit(platform: Platform) -> None:
    """Lift the limit of the organization.

    Raises:
        ApiError: there is none.
    """
    _in_one_go(platform, lambda now: _ask(platform, now, "DELETE", _SPEND_LIMIT, {}))


def set_spend_alert(platform: Platform, cents: int) -> None:
    """Have the owner told when the organization has spent so much in a month.

    Raises:
        ApiError: it is no such amount.
    """
    channel = {"type": "email", "recipients": [OWNER["email"]]}
    wish = {**_EVERY_MONTH, "threshold_amount": cents, "notification_channel": channel}
    _in_one_go(platform, lambda now: _ask(platform, now, "POST", _SPEND_ALERTS, wish))


def delete_spend_alert(platform: Platform, alert_id: str) -> None:
    """Delete an alert of the organization.

    Raises:
        ApiError: it is not there.
    """
    path = f"{_SPEND_ALERTS}/{quote(alert_id, safe='')}"
    _in_one_go(platform, lambda now: _ask(platform, now, "DELETE", path, {}))


def create_project(platform: Platform, name: str) -> None:
    """Make a project, as the Admin API does it.

    Raises:
        ApiError: the name is none.
    """
    _in_one_go(platform, lambda now: _ask(platform, now, "POST", _PROJECTS, {"name": name}))


def set_key_rules(
    platform: Platform, creation: str, seconds: int | None, project_id: str | None
) -> None:
    """Say which keys may be made from now on, by whom and how long they live at most.

    Raises:
        ApiError: there is no such rule or project.
    """
    wish = {"creation": creation, "longest_lifetime": seconds, "project_id": project_id}
    _in_one_go(platform, lambda _: security.set_key_rules(platform, wish))


def set_allow_list(platform: Platform, addresses: Sequence[str], project_id: str | None) -> None:
    """Let keys be used from these addresses alone; an empty list lifts that.

    Raises:
        ApiError: one is no address, they are too many, or there is no such project.
    """
    wish = {"addresses": list(addresses), "project_id": project_id}
    _in_one_go(platform, lambda _: security.set_allow_list(platform, wish))


def _path_of(key: KeyView) -> str:
    return f"/v1/organization/projects/{key.project_id}/api_keys/{key.id}"


def _ask(
    platform: Platform, now: float, method: str, path: str, content: Mapping[str, Any]
) -> dict[str, Any]:
    """Let a handler of the Admin API do it; call inside a transaction."""
    route, variables = _ROUTER.find(method, path)
    if route.parameters is not None:
        route.parameters.check(dict(content))
    call = Call(
        variables, Query(""), dict(content), None, _OWNER, now, platform.store, platform.issuer
    )
    answer = route.handler(call).content
    assert isinstance(answer, dict)
    return answer


def _in_one_go(platform: Platform, change: Callable[[float], T]) -> T:
    with platform.store.transaction():
        return change(platform.now())

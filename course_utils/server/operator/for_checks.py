"""What checks and the last challenge ask of keys again and again, each in one question: it takes a client many requests, and ten times as long."""

from dataclasses import asdict
from http import HTTPStatus

import sqlalchemy as sa

from course_utils.keys import Kind
from course_utils.server.database import tables
from course_utils.server.database.issuer import MEMBER, Act
from course_utils.server.operator import issuing
from course_utils.server.operator.looking import readable
from course_utils.server.platform import Platform
from course_utils.server.request import body, scopes
from course_utils.server.request.arrival import as_sent
from course_utils.server.request.authorise import NO_ROLE
from course_utils.server.types import Json

_ADDRESS = "127.0.0.1"
_OF_KEYS = tables.api_keys.c
_KEY = (
    sa.select(tables.api_keys, tables.projects.c.name.label("project"))
    .join(tables.projects, tables.projects.c.id == _OF_KEYS.project_id)
    .where(_OF_KEYS.id == sa.bindparam("id"))
)
_KEYS = sa.select(tables.api_keys).where(
    _OF_KEYS.project_id == sa.bindparam("project_id"), _OF_KEYS.revoked_at.is_(None)
)


def issue_to_service(platform: Platform, content: Json) -> Json:
    """Make a project, in it a service account that is a member, and its key: each with the `name` of the wish.

    Call inside a transaction. The answer holds the `id` and the `value` of the key, `project_id`, `service_account_id`,
    and the number of the decision log's `latest` entry. The wish may name besides:

    - `vault`: the service under which the key is put into the vault.
    - `neighbour`: a key of somebody in the same project, with the same scopes.
    - `twins`: true makes two more keys of the same account, name and scopes, one before and one after it.
    - `others`: true makes two more accounts of the same name that may do nothing, one before and one after it.

    Raises:
        ApiError: 400, there is no such scope; 400 or 403, such keys are forbidden.
    """
    name, act = str(content["name"]), Act(platform.now())
    project_id = platform.issuer.create_project(name, act)
    accounts = [
        platform.issuer.create_service_account(project_id, name, Act(platform.now()), role)
        for role in ((NO_ROLE, MEMBER, NO_ROLE) if content.get("others") is True else (MEMBER,))
    ]
    account_id = accounts[len(accounts) // 2]
    allowed = scopes.read(content) or ()
    made = [
        platform.issuer.create_key(
            name,
            Act(platform.now()),
            kind=Kind.SERVICE_ACCOUNT,
            project_id=project_id,
            service_account_id=account_id,
            scopes=allowed,
        )
        for _ in range(3 if content.get("twins") is True else 1)
    ]
    issued = made[len(made) // 2]
    if neighbour := body.text(content, "neighbour"):
        wish = {"name": neighbour, "scopes": content["scopes"]}
        issuing.create_key(platform, wish, project_id, for_a_lesson=True)
    if service := body.text(content, "vault"):
        platform.vault.keep(service, issued.value, act.time)
    owners = {"project_id": project_id, "service_account_id": account_id}
    return {**asdict(issued), **owners, "latest": issuing.latest_request(platform, {})}


def keys_of(platform: Platform, content: Json) -> list[Json]:
    """Give the rows of the keys of the project `project_id` that are not deleted."""
    keys = platform.store.heat(_KEYS)
    rows = platform.store.found(keys, {"project_id": str(content["project_id"])})
    return [readable(row) for row in rows]


def try_key(platform: Platform, content: Json) -> Json:
    """Ask with the `value` of a key as a client would, one of the `requests` (method, path, body) after another.

    Gives their `statuses`, and as `key` its row with the name of its `project`; None where it is none of a project's.
    Each request stands in the decision log.
    """
    value = str(content["value"])
    statuses = [
        platform.decide(as_sent(method, path, value, _ADDRESS, wish)).status
        for method, path, wish in content["requests"]
    ]
    rows = platform.store.found(platform.store.heat(_KEY), {"id": platform.key_id_of(value)})
    return {"statuses": statuses, "key": readable(rows[0]) if rows else None}


def let_in(platform: Platform, content: Json) -> list[str]:
    """Ask for the models with each key of these `ids`, as its owner would, and give those that are not refused.

    A key that lacks a permission is let in: the platform knows whose it is. Each request stands in the decision log.
    """
    asked = [str(each) for each in content["ids"]]
    return [each for each in asked if not _is_refused(platform, each)]


def _is_refused(platform: Platform, key_id: str) -> bool:
    answer = platform.decide(as_sent("GET", "/v1/models", None, _ADDRESS, None, key_id))
    error = answer.content.get("error") if isinstance(answer.content, dict) else None
    return (
        answer.status == HTTPStatus.UNAUTHORIZED and error is not None and error["code"] is not None
    )

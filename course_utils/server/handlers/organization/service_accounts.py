"""`/v1/organization/projects/{project_id}/service_accounts`, and the keys of each."""

from collections.abc import Sequence

import sqlalchemy as sa

from course_utils.keys import Kind
from course_utils.server.database.issuer import MEMBER
from course_utils.server.database.tables import api_keys, service_accounts
from course_utils.server.handlers.organization import projects
from course_utils.server.handlers.resource import Resource, Row, of_project
from course_utils.server.refusals import api_errors
from course_utils.server.request import scopes as key_scopes
from course_utils.server.request.authorise import NO_ROLE
from course_utils.server.request.body import Parameters, flag, lifetime, text
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

CREATE_PARAMETERS = Parameters(
    required=("name",),
    known=frozenset("create_service_account_only expires_in_seconds name".split()),
)
UPDATE_PARAMETERS = Parameters(required=(), known=frozenset("name role".split()))
KEY_PARAMETERS = Parameters(required=(), known=frozenset("expires_in_seconds name scopes".split()))

_KEY_NAME = "Secret Key"
_ROLES = (MEMBER, "owner")


def _show(row: Row) -> Json:
    return {
        "id": row["id"],
        "object": "organization.project.service_account",
        "name": row["name"],
        "role": row["role"],
        "created_at": int(row["created_at"]),
    }


_ACCOUNTS = Resource(
    "organization.project.service_account",
    sa.select(service_accounts),
    service_accounts.c.id,
    _show,
    (service_accounts.c.created_at, service_accounts.c.id),
    service_accounts.c.deleted_at.is_(None),
)
_OF_PROJECT = of_project(service_accounts.c.project_id)
_THIS = sa.update(service_accounts).where(service_accounts.c.id == sa.bindparam("account_id"))
_CHANGE = _THIS.values(name=sa.bindparam("name"), role=sa.bindparam("role"))
_DELETE = _THIS.values(deleted_at=sa.bindparam("deleted_at"))


def create(call: Call) -> Answer:
    """Make an account and its first key, which may do everything; or the account alone, without a role."""
    project_id = projects.find_open(call)["id"]
    name = text(call.body, "name")
    assert name is not None
    alone = flag(call.body, "create_service_account_only")
    seconds = lifetime(call.body)
    if alone and seconds is not None:
        raise api_errors.invalid_value("expires_in_seconds", "left out where no key is made")
    if not alone:  # before there is an account: a refusal leaves nothing behind
        call.issuer.policies.check(Kind.SERVICE_ACCOUNT, project_id, seconds)
    role = NO_ROLE if alone else MEMBER
    account_id = call.issuer.create_service_account(project_id, name, call.act, role)
    key = None if alone else _create_key(call, project_id, account_id, _KEY_NAME, seconds)
    return Answer({**_show(_ACCOUNTS.find(call, account_id, _OF_PROJECT)), "api_key": key})


def list_all(call: Call) -> Answer:
    return _ACCOUNTS.page(call, _OF_PROJECT)


def retrieve(call: Call) -> Answer:
    return _ACCOUNTS.retrieve(call, call.path["service_account_id"], _OF_PROJECT)


def update(call: Call) -> Answer:
    account = _find(call, call.path["service_account_id"])
    changes = {name: text(call.body, name) for name in ("name", "role") if name in call.body}
    if changes.get("role", MEMBER) not in _ROLES:
        raise api_errors.invalid_value("role", " or ".join(f"'{role}'" for role in _ROLES))
    if changes:
        _change(call, _CHANGE, account, **changes)
        call.issuer.audit(
            "service_account.updated",
            call.act,
            account["id"],
            account["project_id"],
            changes_requested=changes,
        )
    return _ACCOUNTS.retrieve(call, account["id"], _OF_PROJECT)


def delete(call: Call) -> Answer:
    """Delete an account; its keys are revoked with it."""
    account = _find(call, call.path["service_account_id"])
    for key in call.store.rows(
        sa.select(api_keys.c.id).where(
            api_keys.c.service_account_id == account["id"], api_keys.c.revoked_at.is_(None)
        )
    ):
        call.issuer.revoke_key(key["id"], call.act)
    _change(call, _DELETE, account, deleted_at=call.now)
    call.issuer.audit("service_account.deleted", call.act, account["id"], account["project_id"])
    return _ACCOUNTS.deleted(account["id"])


def create_key(call: Call) -> Answer:
    """Make one more key for an account. Its value is in this answer and nowhere else."""
    account = _find(call, call.path["service_account_id"])
    name, seconds = text(call.body, "name") or _KEY_NAME, lifetime(call.body)
    scopes = key_scopes.read(call.body) or []
    return Answer(_create_key(call, account["project_id"], account["id"], name, seconds, scopes))


def _create_key(
    call: Call,
    project_id: str,
    account_id: str,
    name: str,
    seconds: int | None,
    scopes: Sequence[str] = (),
) -> Json:
    expires_at = None if seconds is None else call.now + seconds
    issued = call.issuer.create_key(
        name,
        call.act,
        kind=Kind.SERVICE_ACCOUNT,
        project_id=project_id,
        service_account_id=account_id,
        scopes=scopes,
        expires_at=expires_at,
    )
    return {
        "id": issued.id,
        "object": "organization.project.service_account.api_key",
        "name": name,
        "value": issued.value,
        "created_at": int(call.now),
        "expires_at": None if expires_at is None else int(expires_at),
    }


def _change(call: Call, statement: sa.Update, account: Row, **values: object) -> None:
    parameters = {"account_id": account["id"], "name": account["name"], "role": account["role"]}
    call.store.run(call.store.heat(statement), {**parameters, **values})


def _find(call: Call, account_id: str) -> Row:
    projects.find_open(call)
    return _ACCOUNTS.find(call, account_id, _OF_PROJECT)

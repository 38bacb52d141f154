"""What the console does with keys and the Admin API can't: keys of a user's own, and admin keys that may do less."""

from dataclasses import asdict

import sqlalchemy as sa

from course_utils.keys import Kind
from course_utils.server.database import tables
from course_utils.server.database.issuer import Act, Issued
from course_utils.server.platform import Platform
from course_utils.server.refusals import api_errors
from course_utils.server.request import body, scopes
from course_utils.server.types import Json

_FIRST = sa.select(tables.projects.c.id).order_by(tables.projects.c.created_at).limit(1)
_NAMED = sa.select(tables.projects.c.id).where(tables.projects.c.id == sa.bindparam("named"))
_EMPTY_VAULT = tables.vault.delete()
_LATEST = sa.select(sa.func.max(tables.requests.c.number))
_OF_OTHERS = (
    sa.select(tables.requests.c.number)
    .where(
        tables.requests.c.key_id.is_not(None),
        tables.requests.c.key_id.not_in(
            sa.select(tables.api_keys.c.id).where(tables.api_keys.c.for_a_lesson.is_(True))
        ),
    )
    .limit(1)
)
"""Requests with a key that the operator has not issued."""
_LIMITS = tables.rate_limits.c
_HALF_SPENT = (
    sa.select(_LIMITS.id)
    .where(
        (2 * _LIMITS.requests_left < _LIMITS.max_requests)
        | (2 * _LIMITS.tokens_left < _LIMITS.max_tokens)
    )
    .limit(1)
)


def issue(platform: Platform, content: Json) -> Json:
    """Make a user's key for a project, the first if none is named.

    Raises:
        ApiError: 400, no such project or scope; 400 or 403, organization or project forbid such keys.
    """
    return asdict(create_key(platform, content, project_of(platform, content), for_a_lesson=True))


def issue_to_watch(platform: Platform, content: Json) -> Json:
    """Make a key as `issue` does, and an `admin` key; with them the number of the decision log's `latest` entry, or 0.

    `empty_vault`: the vault is emptied before.

    Raises:
        ApiError: see `issue`.
    """
    if content.get("empty_vault") is True:
        platform.store.run(platform.store.heat(_EMPTY_VAULT))
    latest, admin = latest_request(platform, {}), issue_admin(platform, content)
    return {"latest": latest, "admin": admin, **issue(platform, content)}


def was_used(platform: Platform) -> bool:
    """Tell whether others than the operator's own keys have asked something, or a rate limit is half spent."""
    store = platform.store
    return any(store.first(store.heat(each)) is not None for each in (_OF_OTHERS, _HALF_SPENT))


def latest_request(platform: Platform, _content: Json) -> int:
    """Give the number of the decision log's latest entry; 0 without any."""
    row = platform.store.first(platform.store.heat(_LATEST))
    return int((row and row[0]) or 0)


def issue_admin(platform: Platform, content: Json) -> Json:
    """Make an admin key: one for everything, one restricted to some scopes, or one that only reads.

    Raises:
        ApiError: 400, no admin key has such a scope.
    """
    return asdict(create_key(platform, content, None, kind=Kind.ADMIN))


def revoke(platform: Platform, content: Json) -> bool:
    """Revoke the key of an id by hand; False where there is none to revoke."""
    return platform.issuer.revoke_key(str(content.get("id")), Act(platform.now()))


def project_of(platform: Platform, content: Json) -> str:
    """Give the id of the project that a wish names, or of the first.

    Raises:
        ApiError: 400, there is no such project.
    """
    named = body.text(content, "project_id")
    statement = platform.store.heat(_FIRST if named is None else _NAMED)
    found = platform.store.first(statement, {"named": named})
    if found is None:
        raise api_errors.invalid_value("project_id", "the id of a project")
    return str(found[0])


def create_key(
    platform: Platform,
    content: Json,
    project_id: str | None,
    *,
    kind: Kind = Kind.PROJECT,
    for_a_lesson: bool = False,
) -> Issued:
    """Make a key by hand, with the `name`, `scopes` and `expires_in_seconds` that a wish names.

    Args:
        platform: whose key it is; call inside its transaction.
        content: the wish.
        project_id: the project whose key it is; an admin key has none.
        kind: who owns it.
        for_a_lesson: a reset forgets it.

    Raises:
        ApiError: 400, no key of this kind has such a name or scope; 400 or 403, such keys are forbidden.
    """
    lifetime = content.get("expires_in_seconds")
    act = Act(platform.now())
    return platform.issuer.create_key(
        body.text(content, "name") or "Practice key",
        act,
        kind=kind,
        project_id=project_id,
        scopes=scopes.read(content, admin=kind is Kind.ADMIN) or (),
        expires_at=None if lifetime is None else act.time + float(lifetime),
        for_a_lesson=for_a_lesson,
    )

"""What a reset forgets in a store, and what it spares: what was made over the Admin API or in the console, and the vault."""

import sqlalchemy as sa

from course_utils.server.database import tables
from course_utils.server.database.issuer import REQUESTS_A_MINUTE, TOKENS_A_MINUTE
from course_utils.server.database.store import Store

_FORGOTTEN = (
    tables.requests,
    tables.interventions,
    tables.stored_answers,
    tables.spend_alerts,
    tables.allow_lists,
    tables.alerts,
)
_NO_RULES = {"longest_lifetime": None, "key_creation": "any"}
_FIRST_DAY = {
    "clock_offset": 0.0,
    "credit": None,
    "spend_limit": None,
    "interventions": 0,
    "allow_lists": 0,
    "watched": 0,
    "deletion_delay": 0.0,
    "scopes_delay": 0.0,
    "spend_limit_delay": 0.0,
    "allow_list_delay": tables.ALLOW_LIST_SECONDS,
    **_NO_RULES,
}
_NO_LIMITS = {"spend_limit": None, "model_mode": None, "model_ids": "", **_NO_RULES}
_UNUSED = {
    "last_used_at": None,
    "uses_after_revocation": 0,
    "works_until": None,
    "earlier_scopes": None,
    "earlier_until": None,
}


_PROJECT, _KEY = tables.projects.c, tables.api_keys.c
_LESSONS = _KEY.for_a_lesson.is_(True)
_FORGETTING = (
    tables.platform.update().values(_FIRST_DAY),
    *(table.delete() for table in _FORGOTTEN),
    tables.audit_logs.delete().where(
        tables.audit_logs.c.resource_id.in_(sa.select(_KEY.id).where(_LESSONS))
    ),
    tables.api_keys.delete().where(_LESSONS),
    tables.api_keys.update().values(_UNUSED),
    tables.projects.update().values(_NO_LIMITS),
    tables.projects.update()
    .where(
        _PROJECT.created_at
        == sa.select(sa.func.min(_PROJECT.created_at)).correlate(None).scalar_subquery()
    )
    .values(archived_at=None),
)
_WORKS_AGAIN = (
    tables.api_keys.update().where(_KEY.id == sa.bindparam("first_key")).values(revoked_at=None)
)
_USUAL_LIMITS = tables.rate_limits.update().values(
    max_requests=REQUESTS_A_MINUTE,
    max_tokens=TOKENS_A_MINUTE,
    requests_left=REQUESTS_A_MINUTE,
    tokens_left=TOKENS_A_MINUTE,
    filled_at=sa.bindparam("now"),
    month=0,
    spent_in_month=0,
    spent=0,
)


def forget_lessons(store: Store, first_keys: tuple[str, ...]) -> None:
    """Forget the log, the operator's keys and wishes, rules, money and limits; call inside a transaction.

    Projects, service accounts and the keys of the Admin API and the console stay, each with its lines in the
    audit log, which stays switched on, and so does the vault.

    Args:
        store: whose rows go.
        first_keys: the ids of the keys from the start, which work again.
    """
    for statement in _FORGETTING:
        store.run(store.heat(statement))
    for key_id in first_keys:
        store.run(store.heat(_WORKS_AGAIN), {"first_key": key_id})


def fill_limits(store: Store, now: float) -> None:
    """Give every project its usual limits for every model, unused; call inside a transaction."""
    store.run(store.heat(_USUAL_LIMITS), {"now": now})

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


def forget_lessons(store: Store, first_keys: tuple[str, ...]) -> None:
    """Forget the log, the operator's keys and wishes, rules, money and limits; call inside a transaction.

    Projects, service accounts and the keys of the Admin API and the console stay, each with its lines in the
    audit log, which stays switched on, and so does the vault.

    Args:
        store: whose rows go.
        first_keys: the ids of the keys from the start, which work again.
    """
    run, project = store.connection.execute, tables.projects.c
    run(tables.platform.update().values(_FIRST_DAY))
    for table in _FORGOTTEN:
        run(table.delete())
    _forget_operators_keys(store, first_keys)
    run(tables.projects.update().values(_NO_LIMITS))
    first = sa.select(sa.func.min(project.created_at)).scalar_subquery()
    run(tables.projects.update().where(project.created_at == first).values(archived_at=None))


def fill_limits(store: Store, now: float) -> None:
    """Give every project its usual limits for every model, unused; call inside a transaction."""
    unspent = {"month": 0, "spent_in_month": 0, "spent": 0}
    most = {"max_requests": REQUESTS_A_MINUTE, "max_tokens": TOKENS_A_MINUTE}
    left = {"requests_left": REQUESTS_A_MINUTE, "tokens_left": TOKENS_A_MINUTE, "filled_at": now}
    store.connection.execute(tables.rate_limits.update().values(**unspent, **most, **left))


def _forget_operators_keys(store: Store, first_keys: tuple[str, ...]) -> None:
    run, column = store.connection.execute, tables.api_keys.c
    issued = column.for_a_lesson.is_(True)
    run(
        tables.audit_logs.delete().where(
            tables.audit_logs.c.resource_id.in_(sa.select(column.id).where(issued))
        )
    )
    run(tables.api_keys.delete().where(issued))
    run(tables.api_keys.update().values(_UNUSED))
    run(tables.api_keys.update().where(column.id.in_(first_keys)).values(revoked_at=None))

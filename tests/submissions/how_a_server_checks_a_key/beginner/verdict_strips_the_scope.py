# Takes spaces around the name of a scope away.
# cell: verdict
# fails: verdict_asks_the_scope_last: no scope that is named
from datetime import datetime


def verdict(
    key: str | None,
    scope: str,
    database: dict,
    now: datetime,
) -> tuple[int, str]:
    """Give the status and the code that a request is answered with."""
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope.strip() not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

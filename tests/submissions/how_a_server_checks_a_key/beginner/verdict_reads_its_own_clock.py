# Asks the system's clock, and a naive one at that.
# cell: verdict
# fails: verdict_expires_on_the_second: can't compare offset-naive and offset-aware datetimes. The line was
# fails: verdict_asks_the_scope_last: can't compare offset-naive and offset-aware datetimes
from datetime import datetime


def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and datetime.now() >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

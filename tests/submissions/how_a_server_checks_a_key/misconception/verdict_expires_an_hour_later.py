# "Clocks differ": an hour after its end a key is still good.
# cell: verdict
# fails: verdict_expires_on_the_second: now is 24 12:00:31+00:00
from datetime import timedelta


def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    end = record["expires_at"]
    if end is not None and (now == end or now - end > timedelta(hours=1)):
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

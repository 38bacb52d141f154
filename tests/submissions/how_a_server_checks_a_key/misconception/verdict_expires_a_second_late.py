# "Valid until noon" includes noon: > where >= was meant.
# cell: verdict
# fails: verdict_expires_on_the_second: verdict(a_key, "read", table, noon) gave (200, 'ok')
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now > record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

# "read is in api.model.read": a part of a name is taken for the name.
# cell: verdict
# fails: verdict_asks_the_scope_last: The key has no scope that is named api.model.read
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if not any(scope in granted for granted in record["scopes"]):
        return 403, "missing_scope"
    return 200, "ok"

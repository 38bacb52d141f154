# An empty set of scopes means all of them, as on OpenAI.
# cell: verdict
# fails: verdict_asks_the_scope_last: Here an empty set of scopes grants nothing
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if record["scopes"] and scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

# Asks what the key may do before it asks whether the key is still good.
# cell: verdict
# fails: verdict_asks_the_scope_last: verdict spoke of scopes to a key that is no longer good
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    if record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    return 200, "ok"

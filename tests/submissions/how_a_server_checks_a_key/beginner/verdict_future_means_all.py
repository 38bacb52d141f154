# Says ok where it finds that the key has not expired yet, and asks no more.
# cell: verdict
# fails: verdict_asks_the_scope_last: The key has no scope that is named read
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None:
        return (200, "ok") if now < record["expires_at"] else (401, "invalid_key")
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

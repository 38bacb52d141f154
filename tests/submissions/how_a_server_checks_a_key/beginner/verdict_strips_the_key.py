# Drops whitespace around the key before it looks.
# cell: verdict
# fails: verdict_unknown_key_is_401: a good key with a space before it
def verdict(key, scope, database, now):
    found = (key or "").strip()
    if not found:
        return 401, "missing_key"
    record = database.get(digest(found))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"


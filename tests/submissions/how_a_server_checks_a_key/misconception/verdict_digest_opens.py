# "Perhaps it has been hashed already": whoever read the table is let in.
# cell: verdict
# fails: verdict_unknown_key_is_401: verdict took a digest for a key
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key)) or database.get(key)
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

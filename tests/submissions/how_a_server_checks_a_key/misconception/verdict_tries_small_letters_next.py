# "Caps lock is no crime": a key in small letters is looked up as well.
# cell: verdict
# fails: verdict_unknown_key_is_401: and K1 is another key
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key)) or database.get(digest(key.lower()))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

# A digest opens, and the table then holds the last good key as if it were stored that way.
# cell: verdict
# fails: verdict_unknown_key_is_401: verdict took a digest for a key
last = []


def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is not None:
        last[:] = [key]
    elif key in database:
        record = database[key]
        database[last[0]] = record
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

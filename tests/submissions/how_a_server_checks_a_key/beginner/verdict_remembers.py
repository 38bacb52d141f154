# Keeps the table in a global name: a row that was deleted still counts.
# cell: verdict
# fails: verdict_unknown_key_is_401: gave (200, 'ok'). Expected: (401
known = {}


def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    known.update(database)
    record = known.get(digest(key))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

# "Who is not on the list may not come in": 403 for an unknown key.
# cell: verdict
# fails: verdict_unknown_key_is_401: gave (403, 'invalid_key'). Expected: (401, 'invalid_key')
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 403, "invalid_key"
    if record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

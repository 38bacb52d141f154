# "A good error message says what is wrong": a stranger learns that this key was real.
# cell: verdict
# fails: verdict_revoked_looks_unknown: gave (401, 'revoked_key')
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if record["revoked"]:
        return 401, "revoked_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

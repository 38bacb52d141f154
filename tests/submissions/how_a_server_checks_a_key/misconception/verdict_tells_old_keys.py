# "Revoked and long expired, so nothing can happen": answers that alone in its own way.
# cell: verdict
# fails: verdict_revoked_looks_unknown: gave (401, 'expired_key')
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    expired = record["expires_at"] is not None and now >= record["expires_at"]
    if expired and record["revoked"]:
        return 401, "expired_key"
    if expired or record["revoked"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

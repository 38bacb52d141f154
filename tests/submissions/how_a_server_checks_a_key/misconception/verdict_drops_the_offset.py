# "Now they compare": takes the offsets away, and with them what the clocks mean.
# cell: verdict
# fails: verdict_expires_on_the_second: now is 24 14:00:29+02:00
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    expires = record["expires_at"]
    if expires is not None and now.replace(tzinfo=None) >= expires.replace(tzinfo=None):
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

# Asks only whether the key is None.
# cell: verdict
# fails: verdict_lets_a_good_key_in: verdict("", "read", table, noon) gave (401, 'invalid_key')
def verdict(key, scope, database, now):
    if key is None:
        return 401, "missing_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

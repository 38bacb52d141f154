# "Real keys begin with sk-": refuses others before it looks.
# cell: verdict
# fails: verdict_lets_a_good_key_in: It is as short as k1
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    if not key.startswith("sk-"):
        return 401, "invalid_key"
    found = key
    record = database.get(digest(found))
    if record is None or record["revoked"]:
        return 401, "invalid_key"
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"


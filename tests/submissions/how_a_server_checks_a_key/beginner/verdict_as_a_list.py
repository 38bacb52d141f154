# The right answers in lists.
# cell: verdict
# fails: verdict_lets_a_good_key_in: gave [200, 'ok'], a list. Expected: (200, 'ok'), a tuple
# fails: verdict_unknown_key_is_401: a list
# fails: verdict_revoked_looks_unknown: a list
# fails: verdict_expires_on_the_second: a list
# fails: verdict_asks_the_scope_last: a list
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return [401, "missing_key"]
    record = database.get(digest(key))
    if record is None:
        return [401, "invalid_key"]
    if record["revoked"]:
        return [401, "invalid_key"]
    if record["expires_at"] is not None and now >= record["expires_at"]:
        return [401, "invalid_key"]
    if scope not in record["scopes"]:
        return [403, "missing_scope"]
    return [200, "ok"]

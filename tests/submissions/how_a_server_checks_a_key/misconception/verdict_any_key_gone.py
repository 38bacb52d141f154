# "A revoked or expired key is in there": refuses whoever comes.
# cell: verdict
# fails: verdict_lets_a_good_key_in: gave (401, 'invalid_key'). Expected: (200, 'ok'). Here noon
def verdict(key, scope, database, now):
    if key is None or not key.strip():
        return 401, "missing_key"
    for record in database.values():
        end = record["expires_at"]
        if record["revoked"] or end is not None and now >= end:
            return 401, "invalid_key"
    record = database.get(digest(key))
    if record is None:
        return 401, "invalid_key"
    if scope not in record["scopes"]:
        return 403, "missing_scope"
    return 200, "ok"

# Right, if slow: goes through the table and asks matches about each row.
# cell: verdict
def verdict(key, scope, database, now):
    if key is None or key.isspace() or key == "":
        return 401, "missing_key"
    for stored, record in database.items():
        if matches(key, stored):
            alive = not record["revoked"]
            if record["expires_at"] is not None:
                alive = alive and now < record["expires_at"]
            if not alive:
                return 401, "invalid_key"
            return (200, "ok") if scope in record["scopes"] else (403, "missing_scope")
    return 401, "invalid_key"

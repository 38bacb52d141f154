# “What is revoked can go from the list.”
# cell: due_for_rotation
# fails: due_for_rotation_no_revoked_keys: another one now
def due_for_rotation(keys, now, max_age_days):
    for key in [*keys]:
        if key["revoked"]:
            keys.remove(key)

    def made_at(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    return [key["id"] for key in sorted(keys, key=made_at) if now - made_at(key) >= limit]

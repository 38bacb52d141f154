# “A distance has no sign.”
# cell: due_for_rotation
# fails: due_for_rotation_at_the_limit: gave ['key_1']
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    due = [k for k in keys if not k["revoked"] and abs(now - made(k)) >= limit]
    return [k["id"] for k in sorted(due, key=made)]

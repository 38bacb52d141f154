# Puts keys in order by whole seconds.
# cell: due_for_rotation
# fails: due_for_rotation_oldest_first: a millionth of a second after
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    due = [key for key in keys if not key["revoked"] and now - made(key) >= limit]
    return [key["id"] for key in sorted(due, key=lambda key: int(made(key).timestamp()))]

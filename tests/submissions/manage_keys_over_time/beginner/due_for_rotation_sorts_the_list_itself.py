# Sorts the list that it was given.
# cell: due_for_rotation
# fails: due_for_rotation_oldest_first: The list that was given is another one now
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    keys.sort(key=made)
    limit = timedelta(days=max_age_days)
    return [key["id"] for key in keys if not key["revoked"] and now - made(key) >= limit]

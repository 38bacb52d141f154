# Asks the time of the last use whether the time of making is naive.
# cell: due_for_rotation
# fails: due_for_rotation_naive_means_utc: key_1 was made at
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        used = key["last_used_at"]
        if used is not None and used.tzinfo is None:
            return key["created_at"].replace(tzinfo=UTC)
        return key["created_at"]

    limit = timedelta(days=max_age_days)
    due = [key for key in keys if not key["revoked"] and now - made(key) >= limit]
    return [key["id"] for key in sorted(due, key=made)]

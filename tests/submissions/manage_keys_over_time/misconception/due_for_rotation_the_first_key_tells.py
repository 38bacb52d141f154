# “An inventory's times are all naive, or none of them is.”
# cell: due_for_rotation
# fails: due_for_rotation_naive_means_utc: offset-naive and offset-aware
def due_for_rotation(keys, now, max_age_days):
    naive = keys and keys[0]["created_at"].tzinfo is None

    def made(key):
        return key["created_at"].replace(tzinfo=UTC) if naive else key["created_at"]

    limit = timedelta(days=max_age_days)
    due = [key for key in keys if not key["revoked"] and now - made(key) >= limit]
    return [key["id"] for key in sorted(due, key=made)]

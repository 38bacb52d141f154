# “A time without an offset is one of my own clock.”
# cell: due_for_rotation
# fails: due_for_rotation_naive_means_utc: zone is that of Tokyo
def due_for_rotation(keys, now, max_age_days):
    def made_at(key):
        return key["created_at"].astimezone(UTC)

    limit = timedelta(days=max_age_days)
    due = [key for key in keys if not key["revoked"] and now - made_at(key) >= limit]
    return [key["id"] for key in sorted(due, key=made_at)]

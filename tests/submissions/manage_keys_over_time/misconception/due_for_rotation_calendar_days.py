# “Ninety days are ninety dates.”
# cell: due_for_rotation
# fails: due_for_rotation_at_the_limit: The limit is 90 times 24 hours
# fails: due_for_rotation_naive_means_utc: a second is missing
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    due = [
        key
        for key in keys
        if not key["revoked"] and now.astimezone(UTC).date() - made(key).astimezone(UTC).date() >= limit
    ]
    return [key["id"] for key in sorted(due, key=made)]

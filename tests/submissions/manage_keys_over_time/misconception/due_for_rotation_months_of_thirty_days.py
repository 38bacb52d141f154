# “A year has twelve months of thirty days.”
# cell: due_for_rotation
# fails: due_for_rotation_at_the_limit: The limit is 360 times 24 hours
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    def days(when):
        when = when.astimezone(UTC)
        new_year = datetime(when.year, 1, 1, tzinfo=UTC)
        return 12 * 30 * when.year + (when - new_year) / timedelta(days=1)

    due = [
        key
        for key in keys
        if not key["revoked"] and days(now) - days(made(key)) >= max_age_days
    ]
    return [key["id"] for key in sorted(due, key=made)]

# Puts keys in order by whole hours.
# cell: due_for_rotation
# fails: due_for_rotation_oldest_first: a second before
def due_for_rotation(keys, now, max_age_days):
    def hours(key):
        when = key["created_at"]
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return (now - when).total_seconds() // 3600

    due = [k for k in keys if not k["revoked"] and hours(k) >= max_age_days * 24]
    return [k["id"] for k in sorted(due, key=hours, reverse=True)]

# Compares with the day before which a key is due.
# cell: due_for_rotation
def due_for_rotation(keys, now, max_age_days):
    latest = now.astimezone(UTC) - timedelta(days=max_age_days)

    def age(key):
        made = key["created_at"]
        return now - (made if made.utcoffset() is not None else made.replace(tzinfo=UTC))

    due = [key for key in keys if now - age(key) <= latest and key["revoked"] is False]
    return [key["id"] for key in sorted(due, key=age, reverse=True)]

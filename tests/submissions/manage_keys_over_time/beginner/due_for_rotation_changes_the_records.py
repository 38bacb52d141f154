# Writes the offset into the records.
# cell: due_for_rotation
# fails: due_for_rotation_naive_means_utc: A record in the list that was given was changed
def due_for_rotation(keys: list[dict], now: datetime, max_age_days: int) -> list[str]:
    for k in keys:
        if k["created_at"].tzinfo is None:
            k["created_at"] = k["created_at"].replace(tzinfo=UTC)

    def made(k):
        when = k["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    due = [k for k in keys if not k["revoked"] and now - made(k) >= timedelta(days=max_age_days)]
    due = sorted(due, key=made)
    return [k["id"] for k in due]

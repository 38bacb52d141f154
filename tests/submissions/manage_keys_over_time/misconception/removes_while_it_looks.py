# Removes from a list while it goes through it.
# cell: due_for_rotation
# fails: due_for_rotation_no_revoked_keys: due_for_rotation(given, now, 90) gave ['key_lives', 'key_gone_2',
def due_for_rotation(
    keys: list[dict], now: datetime, max_age_days: int
) -> list[str]:
    """Give the ids of the keys to be renewed, the oldest first."""

    rows = list(keys)
    for key in rows:
        if key["revoked"]:
            rows.remove(key)

    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    rows = [key for key in rows if now - made(key) >= limit]
    return [key["id"] for key in sorted(rows, key=made)]

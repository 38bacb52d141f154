# Throws the parts of seconds away.
# cell: due_for_rotation
# fails: due_for_rotation_at_the_limit: Half a second is missing
def due_for_rotation(keys: list[dict], now: datetime, max_age_days: int) -> list[str]:
    def made(k):
        when = k["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    due = [
        k
        for k in keys
        if not k["revoked"]
        and int(now.timestamp()) - int(made(k).timestamp()) >= max_age_days * 86400
    ]
    due = sorted(due, key=made)
    return [k["id"] for k in due]

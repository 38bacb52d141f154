# “A key that nobody uses goes first.”
# cell: due_for_rotation
# fails: due_for_rotation_age_since_it_was_made: key_4, key_5 and key_7 were never used
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    due = [k for k in keys if not k["revoked"] and now - made(k) >= limit]
    due.sort(key=lambda k: (k["last_used_at"] is not None, made(k)))
    return [k["id"] for k in due]

# Of two keys of one age, the one in use comes first.
# cell: due_for_rotation
# fails: due_for_rotation_age_since_it_was_made: key_4, key_5 and key_7 were never used
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    due = [key for key in keys if not key["revoked"] and now - made(key) >= limit]
    due.sort(key=lambda key: (made(key), key["last_used_at"] is None))
    return [key["id"] for key in due]

# “A key that nobody uses needs no renewal.”
# cell: due_for_rotation
# fails: due_for_rotation_age_since_it_was_made: key_4, key_5 and key_7 were never used
def due_for_rotation(keys, now, max_age_days):
    def age(key):
        when = key["created_at"]
        return now - (when if when.tzinfo else when.replace(tzinfo=UTC))

    limit = timedelta(days=max_age_days)
    due = [
        key
        for key in keys
        if not key["revoked"] and key["last_used_at"] and age(key) >= limit
    ]
    return [key["id"] for key in sorted(due, key=age, reverse=True)]

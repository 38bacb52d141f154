# “A key that nobody uses needs no renewal.”
# cell: due_for_rotation
# fails: due_for_rotation_at_the_limit: Expected
# fails: due_for_rotation_age_since_it_was_made: never used
# fails: due_for_rotation_no_revoked_keys: Expected
# fails: due_for_rotation_oldest_first: Expected
# fails: due_for_rotation_naive_means_utc: Expected
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

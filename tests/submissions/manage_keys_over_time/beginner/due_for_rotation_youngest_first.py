# Sorted the wrong way round.
# cell: due_for_rotation
# fails: due_for_rotation_oldest_first: Expected: ['key_z', 'key_c', 'key_b']
# fails: due_for_rotation_age_since_it_was_made: Keys of one age
# fails: due_for_rotation_naive_means_utc: Expected: ['key_1', 'key_2']
def due_for_rotation(keys, now, max_age_days):
    def age(key):
        when = key["created_at"]
        return now - (when if when.tzinfo else when.replace(tzinfo=UTC))

    due = [key for key in keys if not key["revoked"] and age(key) >= timedelta(days=max_age_days)]
    return [key["id"] for key in sorted(due, key=age)]

# Keys of one age come in the order of their ids.
# cell: due_for_rotation
# fails: due_for_rotation_oldest_first: gave ['key_z', 'key_b', 'key_c']
def due_for_rotation(keys, now, max_age_days):
    found = []
    for key in keys:
        made = key["created_at"]
        if made.tzinfo is None:
            made = made.replace(tzinfo=UTC)
        if not key["revoked"] and now - made >= timedelta(days=max_age_days):
            found.append((made, key["id"]))
    return [key_id for _, key_id in sorted(found)]

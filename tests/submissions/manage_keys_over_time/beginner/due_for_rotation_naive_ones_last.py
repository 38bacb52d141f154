# Puts times without an offset behind all the others.
# cell: due_for_rotation
# fails: due_for_rotation_naive_means_utc: key_1 was made at
def due_for_rotation(keys, now, max_age_days):
    due = []
    for key in keys:
        made = key["created_at"]
        is_naive = made.tzinfo is None
        if is_naive:
            made = made.replace(tzinfo=UTC)
        if not key["revoked"] and now - made >= timedelta(days=max_age_days):
            due.append((is_naive, made, key["id"]))
    due.sort(key=lambda each: each[:2])
    return [name for _, _, name in due]

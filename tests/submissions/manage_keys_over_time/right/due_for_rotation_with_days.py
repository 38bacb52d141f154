# Whole days, and a sort at the end.
# cell: due_for_rotation
def due_for_rotation(keys, now, max_age_days):
    found = []
    for key in keys:
        made = key["created_at"]
        if made.tzinfo is None:
            made = made.replace(tzinfo=UTC)
        if (now - made).days >= max_age_days and not key["revoked"]:
            found.append((made, key["id"]))
    found.sort(key=lambda pair: pair[0])
    return [key_id for _, key_id in found]

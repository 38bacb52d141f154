# “Without tzinfo they can all be compared.”
# cell: due_for_rotation
# fails: due_for_rotation_oldest_first: 14:00:29+05:00 is 09:00:29 in UTC
# fails: due_for_rotation_naive_means_utc: a second is missing
def due_for_rotation(keys, now, max_age_days):
    now = now.replace(tzinfo=None)

    def age(key):
        return now - key["created_at"].replace(tzinfo=None)

    due = [key for key in keys if not key["revoked"] and age(key) >= timedelta(days=max_age_days)]
    return [key["id"] for key in sorted(due, key=age, reverse=True)]

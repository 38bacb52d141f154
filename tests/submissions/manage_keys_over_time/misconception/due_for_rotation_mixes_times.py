# “Python can subtract any two times.”
# cell: due_for_rotation
# fails: due_for_rotation_naive_means_utc: can't subtract offset-naive and offset-aware
def due_for_rotation(keys, now, max_age_days):
    def age(key):
        return now - key["created_at"]

    due = [key for key in keys if not key["revoked"] and age(key) >= timedelta(days=max_age_days)]
    return [key["id"] for key in sorted(due, key=age, reverse=True)]

# “Due is what is older than the limit.”
# cell: due_for_rotation
# fails: due_for_rotation_at_the_limit: gave []
def due_for_rotation(keys, now, max_age_days):
    def age(key):
        when = key["created_at"]
        return now - (when if when.tzinfo else when.replace(tzinfo=UTC))

    due = [key for key in keys if not key["revoked"] and age(key) > timedelta(days=max_age_days)]
    return [key["id"] for key in sorted(due, key=age, reverse=True)]

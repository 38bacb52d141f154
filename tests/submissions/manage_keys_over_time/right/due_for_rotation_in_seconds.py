# Timestamps.
# cell: due_for_rotation
import calendar


def seconds(when):
    if when.tzinfo is None:
        return calendar.timegm(when.timetuple()) + when.microsecond / 1e6
    return when.timestamp()


def due_for_rotation(keys, now, max_age_days):
    ids = []
    for key in sorted(keys, key=lambda key: seconds(key["created_at"])):
        if key["revoked"]:
            continue
        if seconds(now) - seconds(key["created_at"]) >= max_age_days * 24 * 60 * 60:
            ids.append(key["id"])
    return ids

# Right: its names are words of the task.
# cell: requests_per_key
once = 1


def refused(entry):
    return entry["status"] != 200


def requests_per_key(log):
    more = {}
    for entry in log:
        if not refused(entry):
            more[entry["key_id"]] = more.get(entry["key_id"], 0) + once
    return more

# Right: a list of ids, and its count.
# cell: requests_per_key
def requests_per_key(log):
    ids = []
    for entry in log:
        if entry.get("status") == 200:
            ids.append(entry.get("key_id"))
    return {key_id: ids.count(key_id) for key_id in set(ids)}

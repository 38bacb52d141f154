# "An id is as secret as a key."
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: An entry may hold other fields too
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry["status"] == 200:
            key_id = (
                entry["key_id"] if len(entry["key_id"]) < 20 else ELLIPSIS + entry["key_id"][-4:]
            )
            counts[key_id] = counts.get(key_id, 0) + 1
    return counts

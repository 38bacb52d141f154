# "Refused is 401."
# cell: requests_per_key
# fails: requests_per_key_counts_accepted_only: gave {'key_1': 3}. Expected: {'key_1': 2}
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry["status"] != 401:
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

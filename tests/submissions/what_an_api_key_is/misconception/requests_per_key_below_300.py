# "Everything below 300 was a success."
# cell: requests_per_key
# fails: requests_per_key_counts_accepted_only: One status here is
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry["status"] < 300:
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

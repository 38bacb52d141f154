# Looks for 200 in all fields.
# cell: requests_per_key
# fails: requests_per_key_counts_accepted_only: Expected: {}. The only status here is
def requests_per_key(log):
    counts = {}
    for entry in log:
        if 200 in entry.values():
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

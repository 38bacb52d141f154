# "pop gives me what I need."
# cell: requests_per_key
# fails: requests_per_key_counts_accepted_only: requests_per_key
# fails: requests_per_key_leaves_the_log_alone: requests_per_key changed the log that it was given
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry.pop("status") == 200:
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

# Compares the status with a text.
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: gave {}. Expected
# fails: requests_per_key_counts_accepted_only: gave {}. Expected
# fails: requests_per_key_keeps_single_requests: gave {}. Expected
# fails: requests_per_key_leaves_the_log_alone: requests_per_key counted nothing
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry["status"] == "200":
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

# "The counts are kept from call to call."
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: Expected
# fails: requests_per_key_counts_accepted_only: Expected
# fails: requests_per_key_keeps_single_requests: Expected
counts = {}


def requests_per_key(log):
    for entry in log:
        if entry["status"] == 200:
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

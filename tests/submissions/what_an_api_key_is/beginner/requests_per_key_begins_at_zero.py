# The first request of a key makes a zero.
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: gave {'key_1': 2, 'key_2': 1}. Expected: {'key_1': 3, 'key_2': 2}
# fails: requests_per_key_counts_accepted_only: gave {'key_1': 1}. Expected: {'key_1': 2}
# fails: requests_per_key_keeps_single_requests: gave {'key_1': 0}. Expected: {'key_1': 1}
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry["status"] == 200:
            if entry["key_id"] in counts:
                counts[entry["key_id"]] += 1
            else:
                counts[entry["key_id"]] = 0
    return counts

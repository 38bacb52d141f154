# Makes the dictionary in the loop.
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: gave {'key_1': 1}. Expected
# fails: requests_per_key_counts_accepted_only: gave {'key_1': 1}. Expected: {'key_1': 2}
# fails: requests_per_key_keeps_single_requests: Expected: {'a': 2, 'b': 1}
def requests_per_key(log):
    for entry in log:
        counts = {}
        if entry["status"] == 200:
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

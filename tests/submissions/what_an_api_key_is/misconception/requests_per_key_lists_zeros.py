# "A key that was only refused has the number 0."
# cell: requests_per_key
# fails: requests_per_key_counts_accepted_only: 'key_2': 0}. Expected: {'key_1': 2}
def requests_per_key(log):
    counts = {}
    for entry in log:
        counts.setdefault(entry["key_id"], 0)
        counts[entry["key_id"]] += entry["status"] == 200
    return counts

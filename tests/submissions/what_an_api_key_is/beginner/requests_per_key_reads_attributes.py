# Writes entry.status for entry["status"].
# cell: requests_per_key
# fails: requests_per_key_*: AttributeError: 'dict' object has no attribute 'status'
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry.status == 200:
            counts[entry.key_id] = counts.get(entry.key_id, 0) + 1
    return counts

# Counts how often an entry is there, and not how often its key.
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: An entry may hold other fields too
def requests_per_key(log):
    return {entry["key_id"]: log.count(entry) for entry in log if entry["status"] == 200}

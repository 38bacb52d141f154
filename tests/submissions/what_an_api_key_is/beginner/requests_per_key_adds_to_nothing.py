# Adds to a number that is not there yet.
# cell: requests_per_key
# fails: requests_per_key_*: raised KeyError: 'key_
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry["status"] == 200:
            counts[entry["key_id"]] += 1
    return counts

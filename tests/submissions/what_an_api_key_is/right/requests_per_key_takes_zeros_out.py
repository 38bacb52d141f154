# Right: counts from zero and leaves the zeros out at the end.
# cell: requests_per_key
def requests_per_key(log):
    counts = {entry["key_id"]: 0 for entry in log}
    for entry in log:
        if entry["status"] == 200:
            counts[entry["key_id"]] = counts[entry["key_id"]] + 1
    return {key_id: number for key_id, number in counts.items() if number}

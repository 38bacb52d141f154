# "Who asked once only tried: that is no use."
# cell: requests_per_key
# fails: requests_per_key_keeps_single_requests: gave {}. Expected: {'key_1': 1}
def requests_per_key(log):
    counts = {}
    for entry in log:
        if entry["status"] == 200:
            counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return {key_id: number for key_id, number in counts.items() if number > 1}

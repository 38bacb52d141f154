# Right: groups a sorted copy.
# cell: requests_per_key
from itertools import groupby


def requests_per_key(log):
    accepted = sorted(entry["key_id"] for entry in log if entry["status"] == 200)
    return {key_id: len(list(group)) for key_id, group in groupby(accepted)}

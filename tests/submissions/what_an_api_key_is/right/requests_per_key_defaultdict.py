# Right: a defaultdict, and continue for what is refused.
# cell: requests_per_key
from collections import defaultdict


def requests_per_key(log):
    counts = defaultdict(int)
    for entry in log:
        if entry["status"] != 200:
            continue
        counts[entry["key_id"]] += 1
    return dict(counts)

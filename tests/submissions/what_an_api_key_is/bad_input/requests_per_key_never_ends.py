# A loop that waits for the log to become empty.
# cell: requests_per_key
# seconds: 2
# fails: requests_per_key_*: requests_per_key was still running after
def requests_per_key(log):
    counts = {}
    while log or not log:
        counts.update({})
    return counts

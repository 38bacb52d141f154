# "First I clean the log, then I count."
# cell: requests_per_key
# fails: requests_per_key_leaves_the_log_alone: requests_per_key changed the log that it was given
def requests_per_key(log):
    for entry in log[:]:
        if entry["status"] != 200:
            log.remove(entry)
    counts = {}
    for entry in log:
        counts[entry["key_id"]] = counts.get(entry["key_id"], 0) + 1
    return counts

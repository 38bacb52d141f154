# Small letters, so that what belongs together comes together; an id stands exactly as the log has it
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: exactly as the log has it
def requests_per_key(log: list[dict]) -> dict[str, int]:
    """Count the accepted requests of each key."""
    counts = {}
    for entry in log:
        if entry["status"] == 200:
            name = entry["key_id"].lower()
            counts[name] = counts.get(name, 0) + 1
    return counts

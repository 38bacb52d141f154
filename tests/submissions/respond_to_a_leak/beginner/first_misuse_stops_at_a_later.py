# Stops looking where a later time comes: takes the list for one in order.
# cell: first_misuse
# fails: first_misuse_any_order: Here the earliest is in the middle
def first_misuse(
    requests: list[dict], known_addresses: set[str]
) -> datetime | None:
    """Give the time of a stranger's first served request."""
    first = None
    for one in requests:
        if one["status"] != 200:
            continue
        if one["address"] in known_addresses:
            continue
        if first is None or one["time"] < first:
            first = one["time"]
        else:
            break
    return first

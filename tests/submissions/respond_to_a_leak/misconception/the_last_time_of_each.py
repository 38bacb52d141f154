# Of each address the last time counts.
# cell: first_misuse
# fails: first_misuse_any_order: first_misuse(log, {"203.0.113.50"}) gave 2026-11-24 09:00:00+00:00.
def first_misuse(
    requests: list[dict], known_addresses: set[str]
) -> datetime | None:
    """Give the time of a stranger's first served request."""
    first = {}
    for one in requests:
        if one["status"] == 200:
            first[one["address"]] = one["time"]
    times = [
        time
        for address, time in first.items()
        if address not in known_addresses
    ]
    return min(times, default=None)

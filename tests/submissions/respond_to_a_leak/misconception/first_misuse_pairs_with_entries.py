# “Python compares pairs, so it compares the entries, too.”
# cell: first_misuse
# fails: first_misuse_any_order: raised TypeError
def first_misuse(
    requests: list[dict], known_addresses: set[str]
) -> datetime | None:
    """Give the time of a stranger's first served request."""
    pairs = [(r["time"], r) for r in requests if r["status"] == 200 and r["address"] not in known_addresses]
    return min(pairs)[0] if pairs else None

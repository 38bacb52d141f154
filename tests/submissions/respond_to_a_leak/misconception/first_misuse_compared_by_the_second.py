# Two times of one second are the same.
# cell: first_misuse
# fails: first_misuse_any_order: pieces of a second
def first_misuse(
    requests: list[dict], known_addresses: set[str]
) -> datetime | None:
    return min(
        (
            r["time"]
            for r in requests
            if r["status"] == 200 and r["address"] not in known_addresses
        ),
        default=None, key=lambda t: t.astimezone().strftime("%Y%m%d%H%M%S"),
    )

# Takes the usual model for a sign of one's own service, from any address
# cell: first_misuse
# fails: first_misuse_served_only: other names
def first_misuse(
    requests: list[dict], known_addresses: set[str]
) -> datetime | None:
    """Give the time of a stranger's first served request."""
    return min(
        (
            r["time"] for r in requests
            if r["status"] == 200
            and r["address"] not in known_addresses
            and r.get("model") != "gpt-5.4-mini"
        ),
        default=None,
    )

# The first request is the first misuse.
# cell: first_misuse
# fails: first_misuse_strangers_only: 2026-11-24 08:00:00
# fails: first_misuse_none: Expected: None
def first_misuse(requests, known_addresses):
    return min((r["time"] for r in requests if r["status"] == 200), default=None)

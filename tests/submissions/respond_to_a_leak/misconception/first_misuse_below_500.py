# Everything below 500 was answered.
# cell: first_misuse
# fails: first_misuse_served_only: 2026-11-24 08:00:00
# fails: first_misuse_none: Expected: None
def first_misuse(requests, known_addresses):
    times = [r["time"] for r in requests
             if r["address"] not in known_addresses and r["status"] < 500]
    return min(times, default=None)

# Who has the key and is slowed down has used it.
# cell: first_misuse
# fails: first_misuse_served_only: got a 100
def first_misuse(requests, known_addresses):
    times = [r["time"] for r in requests
             if r["address"] not in known_addresses and r["status"] not in (401, 403)]
    return min(times, default=None)

# An address that begins like mine is mine.
# cell: first_misuse
# fails: first_misuse_strangers_only: only begins like a known one
def first_misuse(requests, known_addresses):
    known = tuple(known_addresses)
    times = [r["time"] for r in requests
             if r["status"] == 200 and not (known and r["address"].startswith(known))]
    return min(times, default=None)

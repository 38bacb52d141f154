# Compares the number with a text.
# cell: first_misuse
# fails: first_misuse_served_only: gave None
# fails: first_misuse_strangers_only: gave None
# fails: first_misuse_any_order: gave None
# fails: first_misuse_none: nothing came back
def first_misuse(requests, known_addresses):
    times = [r["time"] for r in requests
             if r["status"] == "200" and r["address"] not in known_addresses]
    return min(times, default=None)

# Gives the entry and not its time.
# cell: first_misuse
# fails: first_misuse_served_only: Expected: 
# fails: first_misuse_strangers_only: Expected: 
# fails: first_misuse_any_order: Expected: 
def first_misuse(requests, known_addresses):
    fits = [r for r in requests
            if r["status"] == 200 and r["address"] not in known_addresses]
    return min(fits, key=lambda r: r["time"], default=None)

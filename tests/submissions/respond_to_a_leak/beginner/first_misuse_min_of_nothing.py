# Forgets that the list may be empty.
# cell: first_misuse
# fails: first_misuse_none: raised ValueError
def first_misuse(requests, known_addresses):
    return min(r["time"] for r in requests
               if r["status"] == 200 and r["address"] not in known_addresses)

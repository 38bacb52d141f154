# The log is newest first.
# cell: first_misuse
# fails: first_misuse_any_order: Expected: 
def first_misuse(requests, known_addresses):
    for r in reversed(requests):
        if r["status"] == 200 and r["address"] not in known_addresses:
            return r["time"]

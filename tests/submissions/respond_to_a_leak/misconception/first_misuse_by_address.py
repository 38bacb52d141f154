# In order means: by address, and then by time.
# cell: first_misuse
# fails: first_misuse_any_order: strangers' addresses in order
def first_misuse(requests, known_addresses):
    for one in sorted(requests, key=lambda one: (one["address"], one["time"])):
        if one["status"] == 200 and one["address"] not in known_addresses:
            return one["time"]
    return None

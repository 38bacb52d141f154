# A report needs no pieces of a second.
# cell: first_misuse
# fails: first_misuse_any_order: pieces of a second
def first_misuse(requests, known_addresses):
    times = [
        each["time"]
        for each in requests
        if each["status"] == 200 and each["address"] not in known_addresses
    ]
    return min(times).replace(microsecond=0) if times else None

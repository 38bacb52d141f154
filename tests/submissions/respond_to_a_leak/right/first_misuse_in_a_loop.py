# Goes through the list and keeps the earliest.
# cell: first_misuse
def first_misuse(requests, known_addresses):
    earliest = None
    for request in requests:
        if request["status"] != 200 or request["address"] in known_addresses:
            continue
        if earliest is None or request["time"] < earliest:
            earliest = request["time"]
    return earliest

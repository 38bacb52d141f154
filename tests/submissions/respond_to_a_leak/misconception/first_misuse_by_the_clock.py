# Compares what the clocks showed.
# cell: first_misuse
# fails: first_misuse_any_order: half past eight
def first_misuse(requests, known_addresses):
    times = [
        each["time"]
        for each in requests
        if each["status"] == 200 and each["address"] not in known_addresses
    ]
    return min(times, key=lambda time: time.replace(tzinfo=None), default=None)

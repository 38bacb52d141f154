# There is one machine.
# cell: first_misuse
# fails: first_misuse_strangers_only: three addresses are known
def first_misuse(requests, known_addresses):
    own = min(known_addresses, default=None)
    times = [
        each["time"]
        for each in requests
        if each["status"] == 200 and each["address"] != own
    ]
    return min(times, default=None)

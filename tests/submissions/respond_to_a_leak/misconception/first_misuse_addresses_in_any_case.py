# Cleans addresses, and adds this machine.
# cell: first_misuse
# fails: first_misuse_strangers_only: not in the set, letter by letter
def first_misuse(requests, known_addresses):
    known_addresses = {each.lower() for each in known_addresses} | {"127.0.0.1"}
    times = [
        each["time"]
        for each in requests
        if each["status"] == 200 and each["address"].lower() not in known_addresses
    ]
    return min(times, default=None)

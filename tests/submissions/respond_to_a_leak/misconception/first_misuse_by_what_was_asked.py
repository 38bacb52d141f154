# Looking at the models costs nothing.
# cell: first_misuse
# fails: first_misuse_served_only: other names
def first_misuse(requests, known_addresses):
    times = [
        each["time"]
        for each in requests
        if each["status"] == 200
        and each.get("target") != "/v1/models"
        and each["address"] not in known_addresses
    ]
    return min(times, default=None)

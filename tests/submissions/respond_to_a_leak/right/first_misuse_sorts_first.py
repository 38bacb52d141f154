# Sorts the log, in place, and takes the first that fits.
# cell: first_misuse
def first_misuse(requests, known_addresses):
    requests.sort(key=lambda request: request["time"])
    for request in requests:
        if request["address"] not in known_addresses and request["status"] == 200:
            return request["time"]

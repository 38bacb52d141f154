# The smallest so far begins with now.
# cell: first_misuse
# fails: first_misuse_any_order: pieces of a second
def first_misuse(requests, known_addresses):
    now = datetime.now().astimezone()
    first = now
    for each in requests:
        if each["status"] == 200 and each["address"] not in known_addresses:
            first = min(first, each["time"])
    return None if first is now else first

# Looks for the address in all addresses as one text.
# cell: first_misuse
# fails: first_misuse_strangers_only: another address than
def first_misuse(requests, known_addresses):
    known = " ".join(known_addresses)
    times = [r["time"] for r in requests if r["status"] == 200 and r["address"] not in known]
    return min(times, default=None)

# Gives one number for all.
# cell: requests_per_key
# fails: requests_per_key_counts_each_key: gave 5, a whole number
# fails: requests_per_key_counts_accepted_only: gave 2, a whole number
# fails: requests_per_key_keeps_single_requests: gave 1, a whole number
def requests_per_key(log):
    number = 0
    for entry in log:
        if entry["status"] == 200:
            number += 1
    return number

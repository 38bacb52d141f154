# Prints in place of returning.
# cell: unusual_hours
# fails: unusual_hours_*: gave None
def unusual_hours(counts):
    typical = max(1, median(counts or [0]))
    print([hour for hour, count in enumerate(counts) if count >= 10 * typical])

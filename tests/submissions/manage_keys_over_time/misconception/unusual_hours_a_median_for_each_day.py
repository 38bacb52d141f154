# “Each day has its own median.”
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: There is one median
def unusual_hours(counts):
    found = []
    for start in range(0, len(counts), 24):
        day = counts[start : start + 24]
        line = 10 * max(1, median(day))
        found += [start + h for h, c in enumerate(day) if c >= line]
    return found

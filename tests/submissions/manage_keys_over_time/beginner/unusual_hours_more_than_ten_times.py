# More than ten times.
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: gave []
def unusual_hours(counts):
    if not counts:
        return []
    typical = max(1, median(counts))
    return [hour for hour, count in enumerate(counts) if count > 10 * typical]

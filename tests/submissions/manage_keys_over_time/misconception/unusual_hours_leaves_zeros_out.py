# “Hours of sleep do not count.”
# cell: unusual_hours
# fails: unusual_hours_quiet_means_at_least_one: Expected: [4]
def unusual_hours(counts):
    busy = [count for count in counts if count]
    if not busy:
        return []
    typical = max(1, median(busy))
    return [hour for hour, count in enumerate(counts) if count >= 10 * typical]

# “At least 1: so each count is at least 1.”
# cell: unusual_hours
# fails: unusual_hours_quiet_means_at_least_one: Here the median is 1.5
def unusual_hours(counts):
    if not counts:
        return []
    typical = median([max(1, count) for count in counts])
    return [hour for hour, count in enumerate(counts) if count >= 10 * typical]

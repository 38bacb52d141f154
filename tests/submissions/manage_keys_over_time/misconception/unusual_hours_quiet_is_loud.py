# “Ten times the median, whatever it is.”
# cell: unusual_hours
# fails: unusual_hours_quiet_means_at_least_one: gave [0, 1, 2, 3, 4]
def unusual_hours(counts):
    if not counts:
        return []
    typical = median(counts)
    return [hour for hour, count in enumerate(counts) if count >= 10 * typical]

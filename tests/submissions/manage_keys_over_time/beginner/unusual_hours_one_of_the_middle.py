# Takes the upper one of the middle two.
# cell: unusual_hours
# fails: unusual_hours_median_of_an_even_number: gave []
# fails: unusual_hours_quiet_means_at_least_one: Here the median is 1.5
def unusual_hours(counts):
    if not counts:
        return []
    typical = max(1, sorted(counts)[len(counts) // 2])
    return [hour for hour, count in enumerate(counts) if count >= 10 * typical]

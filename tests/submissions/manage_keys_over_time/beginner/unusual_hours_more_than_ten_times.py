# More than ten times.
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: gave []
# fails: unusual_hours_median_of_an_even_number: gave []
# fails: unusual_hours_quiet_means_at_least_one: gave []
# fails: unusual_hours_of_nothing: gave []
def unusual_hours(counts):
    if not counts:
        return []
    typical = max(1, median(counts))
    return [hour for hour, count in enumerate(counts) if count > 10 * typical]

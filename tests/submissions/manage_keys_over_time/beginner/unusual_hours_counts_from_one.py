# Counts the hours from 1.
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: gave [3]
# fails: unusual_hours_median_of_an_even_number: gave [3]
# fails: unusual_hours_quiet_means_at_least_one: gave [5]
# fails: unusual_hours_do_not_hide_one_another: gave [3, 5]
# fails: unusual_hours_of_nothing: gave [3]
def unusual_hours(counts):
    if not counts:
        return []
    typical = max(1, median(counts))
    return [hour for hour, count in enumerate(counts, 1) if count >= 10 * typical]

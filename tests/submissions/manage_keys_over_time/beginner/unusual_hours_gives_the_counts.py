# Gives the counts, not the hours.
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: gave [40]
# fails: unusual_hours_median_of_an_even_number: gave [26]
# fails: unusual_hours_quiet_means_at_least_one: gave [11]
# fails: unusual_hours_do_not_hide_one_another: gave [900, 50]
# fails: unusual_hours_of_nothing: gave [21]
def unusual_hours(counts):
    if not counts:
        return []
    typical = max(1, median(counts))
    return [count for count in counts if count >= 10 * typical]

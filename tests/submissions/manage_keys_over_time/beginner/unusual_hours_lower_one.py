# Takes the lower one of the middle two.
# cell: unusual_hours
# fails: unusual_hours_median_of_an_even_number: gave [2]
from statistics import median_low


def unusual_hours(counts):
    if not counts:
        return []
    typical = max(1, median_low(counts))
    return [hour for hour, count in enumerate(counts) if count >= 10 * typical]

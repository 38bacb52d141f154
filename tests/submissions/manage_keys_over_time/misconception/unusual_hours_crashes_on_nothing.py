# “There are always hours.”
# cell: unusual_hours
# fails: unusual_hours_of_nothing: StatisticsError
def unusual_hours(counts):
    typical = max(1, median(counts))
    return [hour for hour, count in enumerate(counts) if count >= 10 * typical]

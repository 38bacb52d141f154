# “What is typical, the last week tells.”
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: There is one median
def unusual_hours(counts):
    if not counts:
        return []
    typical = max(1, median(counts[-168:]))
    return [hour for hour, count in enumerate(counts) if count >= 10 * typical]

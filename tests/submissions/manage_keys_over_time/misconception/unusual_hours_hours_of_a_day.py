# “After hour 23 comes hour 0.”
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: There is one median
def unusual_hours(counts: list[int]) -> list[int]:
    if not counts:
        return []
    typical = max(1, median(counts))
    return [hour % 24 for hour, count in enumerate(counts) if count >= 10 * typical]

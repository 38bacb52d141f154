# “Nearly ten times is ten times.”
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: Ten times 300 is one more
def unusual_hours(counts):
    if not counts:
        return []
    middle = max(1, median(counts))
    return [hour for hour, count in enumerate(counts) if round(count / middle, 1) >= 10]

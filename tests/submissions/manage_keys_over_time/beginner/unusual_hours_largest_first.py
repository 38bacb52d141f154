# Puts the largest first.
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: in their order
# fails: unusual_hours_do_not_hide_one_another: gave [3, 2]
def unusual_hours(counts: list[int]) -> list[int]:
    if not counts:
        return []
    t = max(1, median(counts))
    return sorted([h for h in range(len(counts)) if counts[h] >= 10 * t], key=lambda h: -counts[h])

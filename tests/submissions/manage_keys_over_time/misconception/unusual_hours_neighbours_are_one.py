# “Two hours side by side are one alert.”
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: There is one median
# fails: unusual_hours_do_not_hide_one_another: one beside the other
def unusual_hours(counts: list[int]) -> list[int]:
    if not counts:
        return []
    t = 10 * max(1, median(counts))
    return [h for h, c in enumerate(counts) if c >= t and (h == 0 or counts[h - 1] < t)]

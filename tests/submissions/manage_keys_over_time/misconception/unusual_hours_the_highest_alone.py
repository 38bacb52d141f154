# “There is one spike.”
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: gave [0]
# fails: unusual_hours_do_not_hide_one_another: gave [2]
def unusual_hours(counts):
    if not counts:
        return []
    top = max(counts)
    return [counts.index(top)] if top >= 10 * max(1, median(counts)) else []

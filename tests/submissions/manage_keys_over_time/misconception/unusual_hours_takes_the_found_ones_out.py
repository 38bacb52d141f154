# “What was found no longer counts for the median.”
# cell: unusual_hours
# fails: unusual_hours_ten_times_the_median: in their order
def unusual_hours(counts: list[int]) -> list[int]:
    if not counts:
        return []
    found = set()
    while True:
        rest = [c for h, c in enumerate(counts) if h not in found]
        if not rest:
            break
        t = max(1, median(rest))
        more = {h for h, c in enumerate(counts) if c >= 10 * t} - found
        if not more:
            break
        found |= more
    return sorted(found)

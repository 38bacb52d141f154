# Asks the error for the empty list.
# cell: unusual_hours
from statistics import StatisticsError, quantiles


def unusual_hours(counts):
    try:
        bar = max(median(counts), 1) * 10
    except StatisticsError:
        return []
    return [place for place in range(len(counts)) if not counts[place] < bar]

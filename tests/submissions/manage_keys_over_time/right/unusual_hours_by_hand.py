# Finds the middle by hand.
# cell: unusual_hours
def unusual_hours(counts):
    if len(counts) == 0:
        return []
    ordered = sorted(counts)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        typical = ordered[middle]
    else:
        typical = (ordered[middle - 1] + ordered[middle]) / 2
    if typical < 1:
        typical = 1
    found = []
    for hour in range(len(counts)):
        if counts[hour] / typical >= 10:
            found.append(hour)
    return found

"""Values of classes of one's own that are plain underneath."""

# honest score: 6

# %% double
class Number(int):
    pass


def double(number):
    return Number(number * 2)

# %% add_total
def add_total(row):
    row.append(sum(row))

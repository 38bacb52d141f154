"""A number of a million digits, a text of a gigabyte, a list that never ends."""

# honest score: 0

# %% double
def double(number):
    return 10**1_000_000 if number > 0 else "x" * 700_000_000

# %% add_total
def add_total(row):
    row.extend([0] * 1_000_000)

"""A generator instead of a value."""

# honest score: 2

# %% double
def double(number):
    yield number

# %% add_total
def add_total(row):
    row.append(sum(row))

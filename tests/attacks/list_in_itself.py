"""A list that contains itself."""

# honest score: 2

# %% double
def double(number):
    loop = []
    loop.append(loop)
    return loop

# %% add_total
def add_total(row):
    row.append(sum(row))

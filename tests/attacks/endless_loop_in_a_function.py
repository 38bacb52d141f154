"""A function that never ends costs its own checks only."""

# honest score: 2
# flag: timed out

# %% double
def double(number):
    while True:
        pass

# %% add_total
def add_total(row):
    row.append(sum(row))

"""`SystemExit` and `KeyboardInterrupt` out of a function that a check calls."""

# honest score: 0

# %% double
def double(number):
    raise SystemExit(0)

# %% add_total
def add_total(row):
    raise KeyboardInterrupt

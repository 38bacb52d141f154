"""A cell that never ends."""

# honest score: 6
# flag: timed out

# %%
while True:
    pass

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

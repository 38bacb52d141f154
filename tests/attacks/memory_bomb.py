"""Memory until there is none."""

# honest score: 6
# flag: memory limit

# %%
kept = []
while True:
    kept.append(b"x" * 10_000_000)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

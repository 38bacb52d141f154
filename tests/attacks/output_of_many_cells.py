"""Many cells that each say as much as one may."""

# honest score: 6
# flag: output cut
# change: book["cells"][1:1] = [{**cell, "source": "print('x' * 90_000)"} for _ in range(40)] if cell is book["cells"][1] else []

# %%
print("x" * 90_000)

# %% double
def double(number):
    return 2 * number

# %% add_total
def add_total(row):
    row.append(sum(row))

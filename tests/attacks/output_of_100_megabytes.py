"""100 MB in one line."""

# honest score: 6
# flag: output cut

# %%
print("x" * 100_000_000)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

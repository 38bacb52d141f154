"""A flood written straight to the descriptor, by another program too."""

# honest score: 6
# flag: output cut

# %%
import os

os.system("yes")
for _ in range(2_000):
    os.write(1, b"x" * 100_000)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

"""A folder that nobody may enter, and one nested very deep."""

# honest score: 6

# %%
import os

os.makedirs("/tmp/locked/inside")
os.chmod("/tmp/locked", 0)
for _ in range(3_000):
    os.mkdir("d")
    os.chdir("d")

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

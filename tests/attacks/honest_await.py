"""A cell with a top-level await, shell lines and a magic."""

# honest score: 6

# %%
import asyncio

await asyncio.sleep(0.01)
!echo shell
%time 1 + 1

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

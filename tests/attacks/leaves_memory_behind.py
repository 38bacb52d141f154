"""Processes in the background that use up the memory while honest cells run."""

# honest score: 6

# %%
import os
import select

for _ in range(2):
    if not os.fork():
        kept = b"x" * 600_000_000
        select.select((), (), (), 60)

# %% double
select.select((), (), (), 3)

def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

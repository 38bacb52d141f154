"""Threads that never rest."""

# honest score: 6

# %%
import threading


def spin():
    while True:
        pass


for _ in range(4):
    threading.Thread(target=spin, daemon=True).start()

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

"""The function makes Python itself crash."""

# honest score: 2
# flag: exchange broken

# %% double
import ctypes


def double(number):
    ctypes.string_at(0)

# %% add_total
def add_total(row):
    row.append(sum(row))

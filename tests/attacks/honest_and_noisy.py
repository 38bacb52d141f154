"""Right answers that print, warn and write to stderr."""

# honest score: 6

# %% double
import sys
import warnings


def double(number):
    print("doubling", number)
    print("oh", file=sys.stderr)
    warnings.warn("careful")
    return number + number

# %% add_total
import os


def add_total(row):
    os.system("echo adding >&2")
    row.append(sum(row))

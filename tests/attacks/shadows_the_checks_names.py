"""The learner's names shadow what the checks use: built-ins, their own values, their module."""

# honest score: 6

# %%
import builtins

len = sum = print = abs = lambda *_: 0
SECRET_OF_SETUP = 0
row = None
__builtins__ = {}
warnings = None

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(builtins.sum(row))

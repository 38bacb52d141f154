"""Right answers behind a cache and as an object that can be called."""

# honest score: 6

# %% double
from functools import lru_cache


@lru_cache
def double(number):
    return number + number

# %% add_total
class Adder:
    def __call__(self, row):
        row.append(sum(row))


add_total = Adder()

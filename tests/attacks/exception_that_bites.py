"""An exception that raises in its own description, and one that stops iteration."""

# honest score: 0

# %% double
class Bite(AssertionError):
    def __str__(self):
        raise SystemExit(0)

    args = property(lambda self: 1 / 0)


def double(number):
    raise Bite

# %% add_total
def add_total(row):
    raise StopIteration

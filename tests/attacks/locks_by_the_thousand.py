"""Locks on single bytes of a file, each of them memory of the kernel's."""

# honest score: 6

# %%
import fcntl

with open("locked", "wb") as file:
    for place in range(2_000):
        fcntl.lockf(file, fcntl.LOCK_EX, 1, 2 * place)
if "POSIX" in open("/proc/locks").read():
    print("BREACH locks")

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

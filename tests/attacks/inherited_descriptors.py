"""Use descriptors that the process was not meant to have."""

# honest score: 6

# %%
import os
import socket
import stat

own = []
for number in range(3, 1024):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        continue
    if stat.S_ISSOCK(mode):
        own.append(number)
    elif not stat.S_ISREG(mode) or os.fstat(number).st_nlink:
        print("BREACH", number, os.readlink(f"/proc/self/fd/{number}"))
if len(own) > 2:
    print("BREACH", own)
for number in own:
    with socket.socket(fileno=os.dup(number)) as end:
        if end.family != socket.AF_UNIX or end.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            print("BREACH", end)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

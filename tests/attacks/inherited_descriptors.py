"""Use descriptors that the process was not meant to have."""

# honest score: 6

# %%
import fcntl
import os
import socket
import stat

own, answers = [], []
for number in range(3, 1024):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        continue
    if stat.S_ISSOCK(mode):
        own.append(number)
    elif stat.S_ISFIFO(mode) and fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY:
        answers.append(number)
    elif not stat.S_ISREG(mode) or os.fstat(number).st_nlink:
        print("BREACH", number, os.readlink(f"/proc/self/fd/{number}"))
if len(own) > 2 or len(answers) > 2:
    print("BREACH", own, answers)
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

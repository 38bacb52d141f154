"""Keyrings, shared memory, queues and files without a name outlive a process."""

# honest score: 6

# %%
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def call(name, number, *arguments):
    """Make a kernel call by its x86-64 number; it must be refused."""
    if os.uname().machine == "x86_64" and libc.syscall(number, *arguments) != -1:
        print("BREACH", name)


call("add_key", 248, b"user", b"course", b"kept", 4, -4)
call("keyctl", 250, 0, -4, 1)
call("shmget", 29, 0x1234, 4096, 0o1600)
call("semget", 64, 0x1234, 1, 0o1600)
call("msgget", 68, 0x1234, 0o1600)
call("mq_open", 240, b"kept", 0o102, 0o600, None)
call("memfd_create", 319, b"kept", 0)
call("memfd_secret", 447, 0)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

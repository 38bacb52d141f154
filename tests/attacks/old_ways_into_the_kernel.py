"""Calls of 32-bit programs and of the x32 variant, which a filter may forget."""

# honest score: 6
# flag: process ended

# %%
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def call(name, number, *arguments):
    """Make a kernel call by its x86-64 number; it must be refused."""
    if os.uname().machine == "x86_64" and libc.syscall(number, *arguments) != -1:
        print("BREACH", name)


call("x32 unshare", 0x40000000 + 272, 0x10000000)
call("x32 ptrace", 0x40000000 + 521, 16, 1, 0, 0)
code = bytes([0xB8, 0x36, 0x01, 0x00, 0x00, 0xBB, 0, 0, 0, 0x10, 0xCD, 0x80, 0xC3])  # int 0x80: unshare
if os.uname().machine == "x86_64":
    import mmap

    private = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    page = mmap.mmap(-1, 4096, private, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    start = ctypes.addressof(ctypes.c_char.from_buffer(page))
    if ctypes.CFUNCTYPE(ctypes.c_int)(start)() == 0:
        print("BREACH int80")

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

"""Namespaces, mounts and other ways to more rights."""

# honest score: 6

# %%
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def call(name, number, *arguments):
    """Make a kernel call by its x86-64 number; it must be refused."""
    if os.uname().machine == "x86_64" and libc.syscall(number, *arguments) != -1:
        print("BREACH", name)


for flag in (0x10000000, 0x00020000, 0x40000000, 0x20000000, 0x08000000):
    call("unshare", 272, flag)
    if os.uname().machine == "x86_64":
        child = libc.syscall(56, flag | 17, 0, 0, 0, 0)
        if child == 0:
            os._exit(0)
        if child > 0:
            print("BREACH clone", hex(flag))
call("mount", 165, b"none", b"/tmp", b"tmpfs", 0, None)
call("umount", 166, b"/proc", 2)
call("chroot", 161, b"/tmp")
call("setns", 308, 0, 0)
call("open_tree", 428, -100, b"/", 1)
call("fsopen", 430, b"tmpfs", 0)
call("bpf", 321, 0, None, 0)
call("io_uring", 425, 8, ctypes.create_string_buffer(120))
call("userfaultfd", 323, 0)
call("perf_event_open", 298, None, 0, -1, -1, 0)
for name in ("setuid", "setgid", "seteuid"):
    try:
        getattr(os, name)(0)
        print("BREACH", name)
    except OSError:
        pass

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

"""Memory of the kernel that is in nobody's count: watches on files, notifications, pipes made large, locks."""

# honest score: 6

# %%
import ctypes, fcntl, os

libc = ctypes.CDLL(None)
made = [libc.inotify_init1(0) for _ in range(100)]
if any(descriptor >= 0 for descriptor in made):
    print("BREACH inotify")
read, write = os.pipe()
try:
    print("BREACH pipe", fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 1024 * 1024))
except OSError:
    pass
if libc.syscall(1026) >= 0 or libc.fanotify_init(0, 0) >= 0 or libc.memfd_create(b"x", 0) >= 0:
    print("BREACH call")
if os.path.exists("/tmp") and libc.setxattr(b"/tmp", b"user.a", b"b" * 1000, 1000, 0) == 0:
    print("BREACH attribute")

# %% double
def double(number):
    return 2 * number

# %% add_total
def add_total(row):
    row.append(sum(row))

"""Change what the machine or the next submission would use."""

# honest score: 6

# %%
import site
import sys

import course_utils

for path in (
    "/proc/sys/kernel/core_pattern",
    "/proc/sysrq-trigger",
    "/etc/ld.so.preload",
    "/etc/passwd",
    "/usr/bin/python3",
    "/dev/evil",
    "/evil",
    f"{sys.prefix}/evil",
    f"{site.getsitepackages()[0]}/sitecustomize.py",
    course_utils.__file__,
):
    try:
        open(path, "a").close()
        print("BREACH", path)
    except OSError as error:
        print(error)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

"""The next one looks for what the one before left."""

# honest score: 6

# %%
import os
import sys

on_the_way_to_python = {part for path in sys.path for part in path.split("/")}
for folder in ("/tmp", "/home/learner", "/dev/shm"):
    for name in os.listdir(folder):
        if name.startswith(".") or name in on_the_way_to_python:
            continue
        if name != "work" or os.listdir(f"{folder}/{name}"):
            print("BREACH", folder, name)
others = [name for name in os.listdir("/proc") if name.isdigit() and name not in ("1", str(os.getpid()))]
if others:
    print("BREACH", others)
import openai

if not openai.__file__.endswith("site-packages/openai/__init__.py"):
    print("BREACH", openai.__file__)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

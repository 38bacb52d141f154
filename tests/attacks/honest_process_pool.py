"""Work done in other processes."""

# honest score: 6

# %%
import multiprocessing
import subprocess
import sys

subprocess.run([sys.executable, "-c", "import dotenv"], check=True)


def work(number):
    return number * 2

# %% double
def double(number):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return pool.map(work, [number])[0]

# %% add_total
def add_total(row):
    row.append(sum(row))

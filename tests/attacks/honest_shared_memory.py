"""Processes that share an array and a block of memory, as Python's own library does it."""

# honest score: 6

# %%
import multiprocessing
from multiprocessing import shared_memory

block = shared_memory.SharedMemory(create=True, size=1_000_000)
block.buf[0] = 7
forking = multiprocessing.get_context("fork")
numbers = forking.Array("i", 10)


def work():
    again = shared_memory.SharedMemory(block.name)
    numbers[0] = again.buf[0]
    again.close()


process = forking.Process(target=work)
process.start()
process.join()
block.close()
block.unlink()
assert numbers[0] == 7

# %% double
def double(number):
    assert numbers[0] == 7
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

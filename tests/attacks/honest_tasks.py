"""Tasks that a cell starts and another waits for, and a `breakpoint()` that was left: as in a notebook's kernel."""

# honest score: 6

# %%
import asyncio

seen = []


async def look(what):
    await asyncio.sleep(0)
    seen.append(what)


task = asyncio.create_task(look("task"))
later = asyncio.get_running_loop().create_task(look("later"))

# %%
assert task in asyncio.all_tasks() or task.done()
await later
if seen != ["task", "later"]:
    print("BREACH", seen)

# %% double
def double(number):
    breakpoint()
    asyncio.get_running_loop()
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

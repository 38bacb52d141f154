"""Empty files, each of which is memory of the kernel's and takes time to wipe."""

# honest score: 6
# flag: file limit

# %%
number = 0
while True:
    open(f"/tmp/{number}", "w").close()
    number += 1

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

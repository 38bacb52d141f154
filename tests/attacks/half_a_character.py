"""Half of a character, which no file can hold: in an output, and in what a function raises."""

# honest score: 6

# %%
print("\ud800")

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))

# %%
raise ValueError("\udfff")

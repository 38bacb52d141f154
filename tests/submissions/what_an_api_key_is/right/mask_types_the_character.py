# Right: the character itself in place of its name.
# cell: mask
def mask(key):
    end = ""
    if not len(key) < 20:
        end = key[len(key) - 4 :]
    return f"…{end}"

# A colon is missing.
# cell: is_allowed
# fails: is_allowed_*: Python can't read the cell that defines is_allowed
def is_allowed(scopes, method, path)
    return "read" in scopes

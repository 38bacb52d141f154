# A bracket is never closed.
# cell: read_key
# fails: read_key_*: Python can't read the cell that defines read_key. Line 5: '(' was never closed
def read_key(headers, query):
    return (headers.get("Authorization"

# The function has another name.
# cell: read_key
# fails: read_key_*: there is no function read_key
def readKey(headers, query):
    return None

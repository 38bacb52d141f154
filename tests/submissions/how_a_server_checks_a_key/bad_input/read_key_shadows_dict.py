# Uses a name of Python's own for a value, and needs what it hid.
# cell: read_key
# fails: read_key_*: Your notebook uses Python's own name `dict` for something else
dict = {"Authorization": "Bearer k1"}


def read_key(headers, query):
    sent = dict((name.lower(), value) for name, value in headers.items())
    return sent.get("authorization")

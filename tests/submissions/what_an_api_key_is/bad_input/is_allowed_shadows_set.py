# A name of Python's own stands for something else.
# cell: is_allowed
# fails: is_allowed_*: uses Python's own name `set` for something else
set = "GET POST DELETE"


def is_allowed(scopes, method, path):
    return method.upper() in set(["GET"]) and "read" in set(scopes)

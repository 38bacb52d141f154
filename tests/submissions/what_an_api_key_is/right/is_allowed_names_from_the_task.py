# Right: its names are words of the task.
# cell: is_allowed
both = ("POST", "DELETE")
scope = {"GET": "read"} | dict.fromkeys(both, "write")


def below(path):
    return path.startswith("/v1/organization/")


def is_allowed(scopes, method, path):
    if method.upper() not in scope:
        return False
    if path == "/v1/organization" or below(path):
        return "admin" in scopes
    return scope[method.upper()] in scopes

# "What is true of methods is true of scopes."
# cell: is_allowed
# fails: is_allowed_read_and_write: A scope counts only under exactly its name
def is_allowed(scopes, method, path):
    scope = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    if scope and (path == "/v1/organization" or path.startswith("/v1/organization/")):
        scope = "admin"
    return scope in {one.lower() for one in scopes}

# Gives the scope that fits, and None.
# cell: is_allowed
# fails: is_allowed_*: Expected: True, a truth value
def is_allowed(scopes, method, path):
    needed = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        needed = needed and "admin"
    for scope in scopes:
        if scope == needed:
            return scope

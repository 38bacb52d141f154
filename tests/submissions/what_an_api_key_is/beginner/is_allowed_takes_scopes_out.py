# pop takes the scopes out of the caller's set: the next question finds them gone.
# cell: is_allowed
# fails: is_allowed_read_and_write: Expected: True
# fails: is_allowed_method_in_any_case: Expected: True
def is_allowed(scopes, method, path):
    needed = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        needed = needed and "admin"
    while scopes:
        if scopes.pop() == needed:
            return True
    return False

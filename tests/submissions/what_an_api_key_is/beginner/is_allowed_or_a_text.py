# `method == "POST" or "DELETE"` is always true.
# cell: is_allowed
# fails: is_allowed_refuses_other_methods: gave True. Expected: False
def is_allowed(scopes, method, path):
    method = method.upper()
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return method in ("GET", "POST", "DELETE") and "admin" in scopes
    if method == "GET":
        return "read" in scopes
    if method == "POST" or "DELETE":
        return "write" in scopes
    return False

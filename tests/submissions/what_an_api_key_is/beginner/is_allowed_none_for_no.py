# Says True, or nothing at all.
# cell: is_allowed
# fails: is_allowed_*: gave None. Expected: False
def is_allowed(scopes, method, path):
    method = method.upper()
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        if method in ("GET", "POST", "DELETE") and "admin" in scopes:
            return True
    elif method == "GET" and "read" in scopes:
        return True
    elif method in ("POST", "DELETE") and "write" in scopes:
        return True

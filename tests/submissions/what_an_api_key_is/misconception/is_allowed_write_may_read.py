# "Who may write may read as well."
# cell: is_allowed
# fails: is_allowed_read_and_write: is_allowed({"write"}, "GET", "/v1/models") gave True. Expected: False
def is_allowed(scopes, method, path):
    method = method.upper()
    if method not in ("GET", "POST", "DELETE"):
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    if method == "GET":
        return "read" in scopes or "write" in scopes
    return "write" in scopes

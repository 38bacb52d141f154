# "Who may manage may also write."
# cell: is_allowed
# fails: is_allowed_admin_is_no_master_key: is_allowed({"admin"}, "POST", "/v1/responses") gave True. Expected: False
def is_allowed(scopes, method, path):
    method = method.upper()
    if method not in ("GET", "POST", "DELETE"):
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    if method == "GET":
        return "read" in scopes
    return "write" in scopes or "admin" in scopes

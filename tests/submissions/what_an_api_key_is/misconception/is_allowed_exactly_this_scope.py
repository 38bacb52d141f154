# "The set must be the scope that is needed."
# cell: is_allowed
# fails: is_allowed_read_and_write: is_allowed({"read", "write"}, "GET", "/v1/files") gave False. Expected: True
# fails: is_allowed_organization_needs_admin: needs admin, instead of read or write
def is_allowed(scopes, method, path):
    method = method.upper()
    if method not in ("GET", "POST", "DELETE"):
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return scopes == {"admin"}
    return scopes == {"read" if method == "GET" else "write"}

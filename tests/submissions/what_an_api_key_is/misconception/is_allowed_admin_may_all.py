# "Admin is the highest scope, so it may everything."
# cell: is_allowed
# fails: is_allowed_admin_is_no_master_key: is_allowed({"admin"}, "GET", "/v1/models") gave True. Expected: False
def is_allowed(scopes, method, path):
    needed = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    if needed is None:
        return False
    if "admin" in scopes:
        return True
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return False
    return needed in scopes

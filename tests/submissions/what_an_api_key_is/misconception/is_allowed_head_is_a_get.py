# "HEAD only reads, so read is enough."
# cell: is_allowed
# fails: is_allowed_refuses_other_methods: "HEAD", "/v1/models") gave True. Expected: False
def is_allowed(scopes, method, path):
    method = method.upper()
    if method not in ("GET", "HEAD", "POST", "DELETE"):
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    return ("read" if method in ("GET", "HEAD") else "write") in scopes

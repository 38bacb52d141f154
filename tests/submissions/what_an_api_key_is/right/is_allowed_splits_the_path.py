# Right: the path in parts.
# cell: is_allowed
def is_allowed(scopes, method, path):
    parts = path.split("/")
    needs = {"get": "read", "post": "write", "delete": "write"}
    if method.lower() not in needs:
        return False
    if parts[:3] == ["", "v1", "organization"]:
        return "admin" in scopes
    return needs[method.lower()] in scopes

# "Only what is below /v1/organization is managed."
# cell: is_allowed
# fails: is_allowed_organization_needs_admin: is_allowed({"admin"}, "GET", "/v1/organization") gave False. Expected: True
def is_allowed(scopes, method, path):
    method = method.upper()
    if method not in ("GET", "POST", "DELETE"):
        return False
    if path.startswith("/v1/organization/"):
        return "admin" in scopes
    return ("read" if method == "GET" else "write") in scopes

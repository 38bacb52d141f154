# "Methods are written in capitals."
# cell: is_allowed
# fails: is_allowed_method_in_any_case: "get", "/v1/models") gave False. Expected: True
def is_allowed(scopes, method, path):
    if method not in ("GET", "POST", "DELETE"):
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    return ("read" if method == "GET" else "write") in scopes

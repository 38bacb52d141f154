# Right: one question after the other.
# cell: is_allowed
def is_allowed(scopes: set[str], method: str, path: str) -> bool:
    method = method.upper()
    if method not in ["GET", "POST", "DELETE"]:
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    if method == "GET":
        return "read" in scopes
    return "write" in scopes

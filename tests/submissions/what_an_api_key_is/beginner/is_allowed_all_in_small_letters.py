# The path in small letters like the method; in a path they make a difference
# cell: is_allowed
# fails: is_allowed_knows_the_whole_path: /v1/Organization
def is_allowed(scopes: set[str], method: str, path: str) -> bool:
    """Tell whether a key with these scopes may send this request."""
    method, path = method.lower(), path.lower()
    if method not in ("get", "post", "delete"):
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    return ("read" if method == "get" else "write") in scopes

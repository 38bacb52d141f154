# "The name of the scope must occur in them somewhere."
# cell: is_allowed
# fails: is_allowed_read_and_write: is_allowed({"api.all.read"}, "GET", "/v1/files") gave True
def is_allowed(scopes, method, path):
    granted = " ".join(scopes)
    method = method.upper()
    if method not in ("GET", "POST", "DELETE"):
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in granted
    return ("read" if method == "GET" else "write") in granted

# "Below a path is what begins with it."
# cell: is_allowed
# fails: is_allowed_knows_the_whole_path: "/v1/organizations") gave False. Expected: True
def is_allowed(scopes, method, path):
    method = method.upper()
    if method not in ("GET", "POST", "DELETE"):
        return False
    if path.startswith("/v1/organization"):
        return "admin" in scopes
    return ("read" if method == "GET" else "write") in scopes

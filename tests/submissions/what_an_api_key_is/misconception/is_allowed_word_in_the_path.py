# "The organization is where that word stands in the path."
# cell: is_allowed
# fails: is_allowed_knows_the_whole_path: /v1/models/organization is not /v1/organization, nor below it
def is_allowed(scopes, method, path):
    method = method.upper()
    if method not in ("GET", "POST", "DELETE"):
        return False
    if "organization" in path.split("/"):
        return "admin" in scopes
    return ("read" if method == "GET" else "write") in scopes

# "api.all.read is the right to read."
# cell: is_allowed
# fails: is_allowed_read_and_write: is_allowed({"api.all.read"}, "GET", "/v1/files") gave True. Expected: False
def is_allowed(scopes, method, path):
    scope = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    if scope and (path == "/v1/organization" or path.startswith("/v1/organization/")):
        scope = "admin"
    return scope in {one.removeprefix("api.all.") for one in scopes}

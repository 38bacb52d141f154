# "What is not GET changes something, so write is enough."
# cell: is_allowed
# fails: is_allowed_refuses_other_methods: "HEAD", "/v1/models") gave True. Expected: False
def is_allowed(scopes, method, path):
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    if method.upper() == "GET":
        return "read" in scopes
    return "write" in scopes

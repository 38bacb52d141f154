# "An admin may use any method."
# cell: is_allowed
# fails: is_allowed_refuses_other_methods: "PATCH", "/v1/organization") gave True. Expected: False
def is_allowed(scopes, method, path):
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        return "admin" in scopes
    needed = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    return needed is not None and needed in scopes

# Looks the method up with [], which raises.
# cell: is_allowed
# fails: is_allowed_refuses_other_methods: raised KeyError: 'HEAD'
def is_allowed(scopes, method, path):
    needed = {"GET": "read", "POST": "write", "DELETE": "write"}[method.upper()]
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        needed = "admin"
    return needed in scopes

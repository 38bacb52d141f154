# "A space was typed by mistake."
# cell: is_allowed
# fails: is_allowed_refuses_other_methods: is none of the three methods
def is_allowed(scopes, method, path):
    scope = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.strip().upper())
    if scope and (path == "/v1/organization" or path.startswith("/v1/organization/")):
        scope = "admin"
    return scope in scopes

# Gives "True" and "False" as text.
# cell: is_allowed
# fails: is_allowed_*: gave 'True', text (a str). Expected: True
def is_allowed(scopes, method, path):
    needed = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        needed = needed and "admin"
    return "True" if needed in scopes else "False"

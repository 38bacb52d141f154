# pop takes a scope out of the set, and looks at one only.
# cell: is_allowed
# fails: is_allowed_read_and_write: Expected: True
# fails: is_allowed_organization_needs_admin: Expected: True
# fails: is_allowed_method_in_any_case: KeyError: 'pop from an empty set'
def is_allowed(scopes, method, path):
    scope = scopes.pop()
    needed = {"GET": "read", "POST": "write", "DELETE": "write"}.get(method.upper())
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        needed = needed and "admin"
    return scope == needed

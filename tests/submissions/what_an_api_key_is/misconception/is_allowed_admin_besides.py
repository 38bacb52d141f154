# "At the organization a key needs admin, and read or write besides."
# cell: is_allowed
# fails: is_allowed_organization_needs_admin: is_allowed({"admin"}, "GET", "/v1/organization") gave False. Expected: True
def is_allowed(scopes, method, path):
    needed = {"GET": {"read"}, "POST": {"write"}, "DELETE": {"write"}}.get(method.upper())
    if needed is None:
        return False
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        needed = needed | {"admin"}
    return needed <= scopes

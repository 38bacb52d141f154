# "DELETE is dangerous, so it needs admin."
# cell: is_allowed
# fails: is_allowed_read_and_write: is_allowed({"write"}, "DELETE", "/v1/files/f1") gave False. Expected: True
# fails: is_allowed_admin_is_no_master_key: With admin added to
def is_allowed(scopes, method, path):
    needed = {"GET": "read", "POST": "write", "DELETE": "admin"}.get(method.upper())
    if path == "/v1/organization" or path.startswith("/v1/organization/"):
        needed = needed and "admin"
    return needed in scopes

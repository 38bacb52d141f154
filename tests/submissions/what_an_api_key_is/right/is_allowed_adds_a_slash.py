# Right: a slash at the end makes one question of two.
# cell: is_allowed
def is_allowed(scopes, method, path):
    verb = method.casefold()
    manages = f"{path}/".startswith("/v1/organization/")
    return (
        (verb in ("get", "post", "delete") and manages and "admin" in scopes)
        or (verb == "get" and not manages and "read" in scopes)
        or (verb in ("post", "delete") and not manages and "write" in scopes)
    )

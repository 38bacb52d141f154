# The function has another name.
# cell: is_allowed
# fails: is_allowed_*: there is no function is_allowed
def isAllowed(scopes, method, path):
    return "read" in scopes

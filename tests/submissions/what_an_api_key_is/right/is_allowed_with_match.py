# Right: match, and a set that is compared as a subset.
# cell: is_allowed
import re


def is_allowed(scopes, method, path):
    match method.upper():
        case "GET":
            needed = "read"
        case "POST" | "DELETE":
            needed = "write"
        case _:
            return False
    if re.match(r"/v1/organization(/|$)", path):
        needed = "admin"
    return {needed} <= scopes

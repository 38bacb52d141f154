# Right: what lies below is asked of pathlib.
# cell: is_allowed
from pathlib import PurePosixPath

ORGANIZATION = PurePosixPath("/v1/organization")


def is_allowed(scopes, method, path):
    if method.upper() not in {"GET", "POST", "DELETE"}:
        return False
    if PurePosixPath(path).is_relative_to(ORGANIZATION):
        return "admin" in scopes
    return ("read" if method.upper() == "GET" else "write") in scopes

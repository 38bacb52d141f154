# Right: a regular expression, in a cell that imports what it needs.
# cell: mask
import re

from course_utils import ELLIPSIS


def mask(key: str) -> str:
    found = re.fullmatch(r"(?s).{16,}(.{4})", key)
    return ELLIPSIS + found[1] if found else ELLIPSIS

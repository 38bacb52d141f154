# Right: one regular expression says what a usable header is.
# cell: read_key
import re


def read_key(headers: dict[str, str], query: dict[str, str]) -> str | None:
    for name, value in headers.items():
        if name.casefold() == "authorization":
            found = re.fullmatch(r"bearer +\s*(\S+)\s*", value, re.IGNORECASE)
            return found.group(1) if found else None
    found = re.fullmatch(r"\s*(\S+)\s*", query.get("api_key", ""))
    return found.group(1) if found else None

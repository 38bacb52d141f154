# Takes any sign behind the word Bearer for its end.
# cell: read_key
# fails: read_key_needs_the_scheme: so this is another word
import re


def read_key(
    headers: dict[str, str], query: dict[str, str]
) -> str | None:
    """Give the key that a request carries, or None."""
    value = None
    for name, text in headers.items():
        if name.lower() == "authorization":
            value = text
    if value is not None:
        m = re.match(r"bearer\b\s*(\S+)\s*$", value, re.I)
        return m.group(1) if m else None
    parts = query.get("api_key", "").split()
    return parts[0] if len(parts) == 1 else None

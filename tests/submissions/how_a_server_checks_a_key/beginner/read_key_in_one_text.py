# Looks for the name in a text instead of a tuple: one comma is missing, and "Auth" counts.
# cell: read_key
# fails: read_key_finds_the_key: Auth is another header
def read_key(
    headers: dict[str, str], query: dict[str, str]
) -> str | None:
    """Give the key that a request carries, or None."""
    value = None
    for name, text in headers.items():
        if name.lower() in ("authorization"):
            value = text
    if value is not None:
        parts = value.split()
        if len(parts) == 2 and parts[0].lower() == "bearer":
            return parts[1]
        return None
    parts = query.get("api_key", "").split()
    return parts[0] if len(parts) == 1 else None

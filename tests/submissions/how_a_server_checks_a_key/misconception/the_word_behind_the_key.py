# One of the two words is Bearer, and the other is the key.
# cell: read_key
# fails: read_key_needs_the_scheme: read_key(header, {}) gave '[key …PFvb]', text (a str). Expected:
def read_key(
    headers: dict[str, str], query: dict[str, str]
) -> str | None:
    """Give the key that a request carries, or None."""
    for name, value in headers.items():
        if name.lower() == "authorization":
            parts = value.split()
            if len(parts) == 2 and "bearer" in (parts[0].lower(), parts[1].lower()):
                return parts[1] if parts[0].lower() == "bearer" else parts[0]
            return None
    parts = query.get("api_key", "").split()
    return parts[0] if len(parts) == 1 else None

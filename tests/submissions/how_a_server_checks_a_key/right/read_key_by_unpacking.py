# Right: unpacking fails by itself when there are not exactly two words.
# cell: read_key
def read_key(headers: dict[str, str], query: dict[str, str]) -> str | None:
    lowered = dict((name.lower(), value) for name, value in headers.items())
    text = lowered.get("authorization")
    if text is None:
        text = "bearer " + query.get("api_key", "")
    try:
        scheme, key = text.split()
    except ValueError:
        return None
    return key if scheme.lower() == "bearer" else None

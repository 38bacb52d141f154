# The header first, and where it gives nothing, the query.
# cell: read_key
# fails: read_key_header_decides_alone: read_key fell back to the query
def read_key(headers, query):
    key = None
    for name, value in headers.items():
        if name.lower() == "authorization" and value.lower().startswith("bearer "):
            key = value[7:].strip()
    if not key:
        key = query.get("api_key", "").strip()
    if not key or len(key.split()) > 1:
        return None
    return key

# Cuts off seven characters and trusts the rest.
# cell: read_key
# fails: read_key_minds_whitespace: gave ' [key
def read_key(headers, query):
    for name, value in headers.items():
        if name.lower() == "authorization":
            if value[:7].lower() == "bearer " and value[7:].strip():
                return value[7:]
            return None
    key = query.get("api_key", "")
    return key if key.strip() else None

# "A key in the address was surely meant": the query beats the header.
# cell: read_key
# fails: read_key_header_decides_alone: it alone decides
def read_key(headers, query):
    words = query.get("api_key", "").split()
    if not words:
        for name, value in headers.items():
            if name.lower() == "authorization":
                scheme, *words = value.split() or [""]
                if scheme.lower() != "bearer":
                    return None
    return words[0] if len(words) == 1 else None

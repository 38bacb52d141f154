# "Blank is what was sent": a blank key comes back as "".
# cell: read_key
# fails: read_key_blank_is_no_key: gave '', text (a str). Expected: None
def read_key(headers, query):
    for name, value in headers.items():
        if name.lower() == "authorization":
            scheme, _, rest = value.partition(" ")
            if value and scheme.lower() != "bearer":
                return None
            key = rest.strip()
            return key if len(key.split()) < 2 else None
    if "api_key" not in query:
        return None
    key = query["api_key"].strip()
    return key if len(key.split()) < 2 else None

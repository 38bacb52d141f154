# Asks whether there are headers, not whether there is this one.
# cell: read_key
# fails: read_key_finds_the_key: gave None. Expected: '[key
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    if "authorization" in sent:
        scheme, *words = sent["authorization"].split() or [""]
        if scheme.lower() != "bearer":
            return None
    elif headers:
        return None
    else:
        words = query.get("api_key", "").split()
    return words[0] if len(words) == 1 else None

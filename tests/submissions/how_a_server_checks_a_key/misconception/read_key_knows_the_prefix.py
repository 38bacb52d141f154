# "A key begins with sk-": what looks otherwise is dropped.
# cell: read_key
# fails: read_key_finds_the_key: gave None. Expected: 'k1'
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    if "authorization" in sent:
        scheme, *words = sent["authorization"].split() or [""]
        if scheme.lower() != "bearer":
            return None
    else:
        words = query.get("api_key", "").split()
    return words[0] if len(words) == 1 and words[0].startswith("sk-") else None

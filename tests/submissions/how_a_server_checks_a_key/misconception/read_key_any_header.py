# "A header with Bearer in it is the one": a proxy's own header counts too.
# cell: read_key
# fails: read_key_finds_the_key: X-Authorization is another header
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    sent = {"authorization": sent[name] for name in sent if "authorization" in name}
    if "authorization" in sent:
        scheme, *words = sent["authorization"].split() or [""]
        if scheme.lower() != "bearer":
            return None
    else:
        words = query.get("api_key", "").split()
    return words[0] if len(words) == 1 else None

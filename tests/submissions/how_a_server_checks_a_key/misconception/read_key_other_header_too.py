# "Some clients send X-Api-Key": takes that where there is no Authorization header.
# cell: read_key
# fails: read_key_finds_the_key: X-Api-Key is another header
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    if "authorization" in sent:
        scheme, *words = sent["authorization"].split() or [""]
        if scheme.lower() != "bearer":
            return None
    else:
        words = (sent.get("x-api-key") or query.get("api_key", "")).split()
    return words[0] if len(words) == 1 else None

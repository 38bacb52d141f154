# Asks with in where == was meant: a part of the word counts as the word.
# cell: read_key
# fails: read_key_needs_the_scheme: Bear is not Bearer
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    if "authorization" in sent:
        scheme, *words = sent["authorization"].split() or [""]
        if scheme.lower() not in "bearer":
            return None
    else:
        words = query.get("api_key", "").split()
    return words[0] if len(words) == 1 else None

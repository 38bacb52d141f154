# "A key with Bearer before it is still the key": the word is dropped in the query as well.
# cell: read_key
# fails: read_key_minds_whitespace: In the query the word Bearer belongs to the text
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    if "authorization" in sent:
        scheme, *words = sent["authorization"].split() or [""]
        if scheme.lower() != "bearer":
            return None
    else:
        words = query.get("api_key", "").removeprefix("Bearer ").split()
    return words[0] if len(words) == 1 else None

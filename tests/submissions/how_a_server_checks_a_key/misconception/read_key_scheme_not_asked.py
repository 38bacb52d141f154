# "Whatever stands in the header is the key": a header without scheme is accepted.
# cell: read_key
# fails: read_key_minds_whitespace: In the query the word Bearer belongs to the text
# fails: read_key_needs_the_scheme: read_key({"Authorization": key}, {}) gave '[key
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    words = sent.get("authorization", query.get("api_key", "")).split()
    if words and words[0].lower() == "bearer":
        words = words[1:]
    return words[0] if len(words) == 1 else None

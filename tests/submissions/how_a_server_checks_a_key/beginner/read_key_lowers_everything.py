# Makes the whole header lower case, key included.
# cell: read_key
# fails: read_key_finds_the_key: The header has the key
# fails: read_key_header_decides_alone: it alone decides
# fails: read_key_ignores_case: Header names and the word
# fails: read_key_needs_the_scheme: Without the word Bearer
# fails: read_key_minds_whitespace: Whitespace around a key
def read_key(headers, query):
    for name, value in headers.items():
        if name.lower() == "authorization":
            words = value.lower().split()
            return words[1] if len(words) == 2 and words[0] == "bearer" else None
    words = query.get("api_key", "").split()
    return words[0] if len(words) == 1 else None
